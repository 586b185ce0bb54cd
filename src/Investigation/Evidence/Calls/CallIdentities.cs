using System.Numerics;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>The ids of all calls counted for one question, shared by its workers: of copies the first that comes is counted, whoever reads it. Ids are kept as
/// hashes of 64 bits: among two million calls, one pair of different ids falls together in one of ten million questions.</summary>
internal sealed class CallIdentities
{
    private const int Shards = 64; // locks are rarely waited for, and no table grows by much at a time
    private readonly Shard[] shards = [.. Enumerable.Range(0, Shards).Select(static _ => new Shard())];

    /// <summary>Takes an id; false when it was taken before. 0 is no id and always new.</summary>
    public bool Add(ulong identity)
    {
        if (identity == 0) return true;
        var shard = shards[identity >> (64 - BitOperations.Log2(Shards))];
        lock (shard) return shard.Add(identity);
    }

    /// <summary>The id of a text, never 0; the same on every machine and in every version, since the index keeps it.</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => CallHash.Of(text) is var hash and not 0 ? hash : 1;

    private sealed class Shard
    {
        private ulong[] slots = new ulong[64];
        private int count;

        public bool Add(ulong identity)
        {
            if (!Place(slots, identity)) return false;
            if (++count * 4 > slots.Length * 3) Grow();
            return true;
        }

        private void Grow()
        {
            var larger = new ulong[slots.Length * 2];
            foreach (var identity in slots)
            {
                if (identity != 0) Place(larger, identity);
            }

            slots = larger;
        }

        private static bool Place(ulong[] slots, ulong identity)
        {
            var mask = slots.Length - 1;
            for (var at = (int)identity & mask; ; at = (at + 1) & mask)
            {
                if (slots[at] == identity) return false;
                if (slots[at] != 0) continue;
                slots[at] = identity;
                return true;
            }
        }
    }
}
