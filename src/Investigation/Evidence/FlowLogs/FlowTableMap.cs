using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Sums traffic by key within a limit of memory. When it gets full, the keys are split in two halves by their hash and only one half is kept; the
/// records are then read again for the other. Shared by several readers, in shards.</summary>
/// <param name="budget">Bytes of the maps at most; at least a few hundred kilobytes.</param>
internal sealed class FlowTableMap(long budget)
{
    private const int ShardBits = 4;
    private const int MostBits = 24;
    private readonly Shard[] shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(static _ => new Shard())];
    private readonly Stack<(int Bits, uint Value)> parts = new([(0, 0)]);
    private readonly Lock gate = new();
    private long bytes;
    private int bits;
    private uint value;

    /// <summary>Starts on the next part of the keys.</summary>
    /// <returns>False when all parts are done.</returns>
    public bool NextPart()
    {
        if (!parts.TryPop(out var part)) return false;
        (bits, value) = part;
        foreach (var shard in shards) shard.Clear();
        Interlocked.Exchange(ref bytes, 0);
        return true;
    }

    /// <summary>Adds records of several keys.</summary>
    public void Add(ReadOnlySpan<TableAmount> amounts, int shardNumber)
    {
        var shard = shards[shardNumber];
        lock (shard)
        {
            foreach (ref readonly var amount in amounts)
            {
                var hash = HashOf(amount.Key);
                if (!IsOfPart(hash)) continue;
                if (shard.IsFull && !MakeRoom(shard)) continue;
                if (IsOfPart(hash)) shard.Add(in amount, hash);
            }
        }
    }

    /// <summary>The keys of this part with their amounts: one list for each key.</summary>
    public IEnumerable<(UInt128 Key, IReadOnlyList<TableAmount> Amounts)> Rows()
    {
        foreach (var shard in shards)
        {
            shard.Keep(IsOfPart);
            foreach (var row in shard.Rows()) yield return row;
        }
    }

    public static int ShardOf(UInt128 key) => (int)(HashOf(key) >> (64 - ShardBits));

    private static ulong HashOf(UInt128 key)
    {
        var mixed = ((ulong)key * 0x9E3779B97F4A7C15UL) ^ System.Numerics.BitOperations.RotateLeft((ulong)(key >> 64) * 0xC2B2AE3D27D4EB4FUL, 31);
        mixed ^= mixed >> 32;
        mixed *= 0xD6E8FEB86659FD93UL;
        return mixed ^ (mixed >> 32);
    }

    private bool IsOfPart(ulong hash) => ((uint)(hash >> 32) & 0x00FFFFFF & ((1u << Volatile.Read(ref bits)) - 1)) == value;

    /// <summary>Lets the shard grow while the budget lasts; otherwise gives up half of the keys, for a later part.</summary>
    private bool MakeRoom(Shard shard)
    {
        shard.Keep(IsOfPart);
        while (shard.IsFull)
        {
            var more = shard.BytesToGrow;
            if (Interlocked.Add(ref bytes, more) <= budget || Volatile.Read(ref bits) >= MostBits)
            {
                shard.Grow();
                return true;
            }

            Interlocked.Add(ref bytes, -more);
            lock (gate)
            {
                parts.Push((bits + 1, value | (1u << bits)));
                Volatile.Write(ref bits, bits + 1);
            }

            shard.Keep(IsOfPart);
        }

        return true;
    }

    private sealed class Shard
    {
        private UInt128[] keys = [];
        private int[] heads = [];
        private Link[] links = [];
        private int count;
        private int linked;

        public bool IsFull => count * 4 >= keys.Length * 3 || linked >= links.Length;

        public long BytesToGrow => (count * 4 >= keys.Length * 3 ? Math.Max(1024, keys.Length) * 20L : 0) + (linked >= links.Length ? Math.Max(1024, links.Length / 2) * 40L : 0);

        public void Add(in TableAmount amount, ulong hash)
        {
            var mask = keys.Length - 1;
            var at = (int)hash & mask;
            while (heads[at] != 0 && keys[at] != amount.Key) at = (at + 1) & mask;
            if (heads[at] == 0)
            {
                keys[at] = amount.Key;
                count++;
            }

            for (var link = heads[at]; link != 0; link = links[link].Next)
            {
                if (links[link].Class != amount.Class) continue;
                links[link].Add(in amount);
                return;
            }

            links[linked] = new Link { Next = heads[at], Class = amount.Class, First = uint.MaxValue };
            links[linked].Add(in amount);
            heads[at] = linked++;
        }

        public void Grow()
        {
            if (linked >= links.Length)
            {
                Array.Resize(ref links, Math.Max(1024, links.Length + (links.Length / 2)));
                linked = Math.Max(1, linked); // 0 is the end of a list
            }

            if (count * 4 >= keys.Length * 3) Rehash(Math.Max(1024, keys.Length * 2), static _ => true);
        }

        /// <summary>Forgets the keys of other parts.</summary>
        public void Keep(Func<ulong, bool> isOfPart)
        {
            if (!Array.Exists(heads, static head => head != 0)) return;
            var before = links;
            var kept = new List<(UInt128 Key, int Head)>();
            var dropped = false;
            for (var i = 0; i < keys.Length; i++)
            {
                if (heads[i] == 0) continue;
                if (isOfPart(HashOf(keys[i]))) kept.Add((keys[i], heads[i]));
                else dropped = true;
            }

            if (!dropped) return;
            links = new Link[before.Length];
            linked = 1;
            Array.Clear(heads);
            Array.Clear(keys);
            count = kept.Count;
            var mask = keys.Length - 1;
            foreach (var (key, head) in kept)
            {
                var at = (int)HashOf(key) & mask;
                while (heads[at] != 0) at = (at + 1) & mask;
                keys[at] = key;
                for (var link = head; link != 0; link = before[link].Next)
                {
                    links[linked] = before[link] with { Next = heads[at] };
                    heads[at] = linked++;
                }
            }
        }

        public IEnumerable<(UInt128 Key, IReadOnlyList<TableAmount> Amounts)> Rows()
        {
            var amounts = new List<TableAmount>();
            for (var i = 0; i < keys.Length; i++)
            {
                if (heads[i] == 0) continue;
                amounts.Clear();
                for (var link = heads[i]; link != 0; link = links[link].Next) amounts.Add(links[link].Amount(keys[i]));
                yield return (keys[i], amounts);
            }
        }

        public void Clear()
        {
            (keys, heads, links) = ([], [], []);
            (count, linked) = (0, 0);
        }

        private void Rehash(int size, Func<ulong, bool> keep)
        {
            var (before, beforeHeads) = (keys, heads);
            keys = new UInt128[size];
            heads = new int[size];
            for (var i = 0; i < before.Length; i++)
            {
                if (beforeHeads[i] == 0 || !keep(HashOf(before[i]))) continue;
                var at = (int)HashOf(before[i]) & (size - 1);
                while (heads[at] != 0) at = (at + 1) & (size - 1);
                (keys[at], heads[at]) = (before[i], beforeHeads[i]);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Link
    {
        public long Packets;
        public long Bytes;
        public uint Records;
        public uint First;
        public uint Last;
        public int Next;
        public byte Class;

        public void Add(in TableAmount amount)
        {
            Packets += amount.Packets;
            Bytes += amount.Bytes;
            Records += amount.Records;
            First = Math.Min(First, amount.First);
            Last = Math.Max(Last, amount.Last);
        }

        public readonly TableAmount Amount(UInt128 key) => new(key, Class, Records, Packets, Bytes, First, Last);
    }
}

/// <summary>Records of one key and class; the class says side, action, and whether they are the window's or the baseline's.</summary>
internal readonly record struct TableAmount(UInt128 Key, byte Class, uint Records, long Packets, long Bytes, uint First, uint Last);
