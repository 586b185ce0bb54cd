namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Sums traffic by key within a limit of memory. When it gets full, the keys are split in two halves by their hash and only one half is kept; the
/// records are then read again for the other. Shared by several readers, in shards.</summary>
/// <param name="budget">Bytes of the maps at most; less than <see cref="Least"/> is taken for that.</param>
/// <param name="isWide">Whether keys have a second word.</param>
internal sealed class FlowTableMap(long budget, bool isWide)
{
    /// <summary>How many shards there are; each has a lock of its own.</summary>
    public const int Shards = 1 << ShardBits;

    /// <summary>A first chunk for each shard, and a little more.</summary>
    public const long Least = 2L << 20;

    private const int ShardBits = 4;
    private const int MostBits = 24;
    private readonly ulong seed = (ulong)Random.Shared.NextInt64(); // or else whoever chooses addresses could choose such as share a place
    private readonly FlowTableShard[] shards = [.. Enumerable.Range(0, Shards).Select(_ => new FlowTableShard(isWide))];
    private readonly Stack<(int Bits, uint Value)> parts = new([(0, 0)]);
    private readonly Lock gate = new();
    private readonly Lock sweeping = new(); // taken before a shard's, never inside
    private FlowTableStock? stock;
    private long bytes;
    private int bits;
    private uint value;

    /// <summary>Bytes in use.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    private long Limit => Math.Max(Least, budget);

    private bool CanSplit => Volatile.Read(ref bits) < MostBits;

    /// <summary>Starts on the next part of the keys.</summary>
    /// <returns>False when all parts are done; then the memory is given up, too.</returns>
    public bool NextPart()
    {
        stock ??= FlowTableStock.Find(isWide);
        foreach (var shard in shards) shard.Clear(stock);
        bytes = 0;
        if (parts.TryPop(out var part))
        {
            (bits, value) = part;
            return true;
        }

        stock.Leave();
        stock = null;
        return false;
    }

    /// <summary>Forgets everything, and starts on the first part again.</summary>
    public void Restart()
    {
        parts.Clear();
        parts.Push((0, 0));
        NextPart();
    }

    /// <summary>Adds records, all of one shard.</summary>
    public void Add(ReadOnlySpan<TableAmount> amounts, int shardNumber)
    {
        var shard = shards[shardNumber];
        lock (shard)
        {
            shard.Touch(amounts);
            foreach (ref readonly var amount in amounts)
            {
                if (!IsOfPart(amount.Hash) || shard.TryAdd(in amount)) continue;
                MakeRoom(shard);
                if (IsOfPart(amount.Hash)) shard.TryAdd(in amount);
            }

            Interlocked.Add(ref bytes, shard.TakeCharge());
        }

        if (Bytes > Limit && CanSplit) Shrink();
    }

    /// <summary>Hands out the rows of this part, once each.</summary>
    public void Rows(TakeTableRow take)
    {
        foreach (var shard in shards)
        {
            Keep(shard);
            shard.Rows(take);
        }
    }

    /// <summary>Both words of a key, well mixed: addresses and interfaces differ in a few bits only.</summary>
    public ulong HashOf(ulong key, ulong more)
    {
        var mixed = ((key ^ seed) * 0x9E3779B97F4A7C15UL) ^ System.Numerics.BitOperations.RotateLeft(more * 0xC2B2AE3D27D4EB4FUL, 31);
        mixed ^= mixed >> 32;
        mixed *= 0xD6E8FEB86659FD93UL;
        return mixed ^ (mixed >> 32);
    }

    /// <summary>The shard of a key: by other bits of its hash than those that tell its part, and its place in the shard.</summary>
    public static int ShardOf(ulong hash) => (int)(hash >> (64 - ShardBits));

    private bool IsOfPart(ulong hash) => IsOfPart(hash, Volatile.Read(ref bits));

    private bool IsOfPart(ulong hash, int depth) => ((uint)(hash >> 32) & 0x00FFFFFF & ((1u << depth) - 1)) == value;

    private void Keep(FlowTableShard shard)
    {
        var depth = Volatile.Read(ref bits);
        shard.Keep(depth, (key, more) => IsOfPart(HashOf(key, more), depth), HashOf);
    }

    /// <summary>Lets the shard grow while the budget lasts; otherwise gives up half of the keys, for a later part. A shard without a chunk has no keys to give
    /// up: it gets its first, and what others hold makes room for it afterwards.</summary>
    private void MakeRoom(FlowTableShard shard)
    {
        Keep(shard);
        while (!shard.HasRoom)
        {
            var more = shard.BytesToGrow;
            if (Interlocked.Add(ref bytes, more) <= Limit || shard.HasNone || !CanSplit)
            {
                shard.Grow(stock!, HashOf);
                return;
            }

            Interlocked.Add(ref bytes, -more);
            Split();
            Keep(shard);
        }
    }

    /// <summary>What was carried did not ask for room: when it is beyond the budget, gives up what shards still hold of other parts, and then half of the keys
    /// until the rest fits. Chunks that become empty go, too; or else they would leave no room for what is carried however few keys there are.</summary>
    private void Shrink()
    {
        lock (sweeping)
        {
            while (Bytes > Limit)
            {
                foreach (var shard in shards)
                {
                    lock (shard)
                    {
                        Keep(shard);
                        shard.Shrink();
                        Interlocked.Add(ref bytes, shard.TakeCharge());
                    }
                }

                if (Bytes <= Limit || !CanSplit) return;
                Split();
            }
        }
    }

    private void Split()
    {
        lock (gate)
        {
            if (bits >= MostBits) return;
            parts.Push((bits + 1, value | (1u << bits)));
            Volatile.Write(ref bits, bits + 1);
        }
    }
}

/// <summary>Records of one key; the class says side, action, and whether they are the window's or the baseline's.</summary>
internal readonly record struct TableAmount(ulong Hash, ulong Key, ulong More, byte Class, long Packets, long Bytes, uint First, uint Last)
{
    /// <summary>How many bits a class has.</summary>
    public const int ClassBits = 5;

    /// <summary>How many records it can tell of.</summary>
    public const uint MostRecords = uint.MaxValue >> ClassBits;

    private const byte Baseline = 1;
    private const int SideShift = 1;
    private const int ActionShift = 3;

    /// <summary>How many there are; one unless set.</summary>
    public uint Records { get; init; } = 1;

    /// <summary>The class of a flow.</summary>
    public static byte ClassOf(in OrientedFlow flow, bool isBaseline) => (byte)((isBaseline ? Baseline : 0) | ((int)flow.Side << SideShift) | ((int)flow.Flow.Action << ActionShift));

    /// <summary>Whether records of a class are the baseline's.</summary>
    public static bool IsBaseline(int ofClass) => (ofClass & Baseline) != 0;

    /// <summary>Traffic of a class, in its place.</summary>
    public static FlowTotals Totals(int ofClass, Traffic traffic) => FlowTallies.Of((FlowSide)((ofClass >> SideShift) & 3), (FlowAction)(ofClass >> ActionShift), traffic);
}

/// <summary>Traffic of one key and class.</summary>
internal readonly record struct TableSum(byte Class, Traffic Traffic);

/// <summary>Takes a row: its key in two words, its traffic by class, and the first and last second of its records in the window.</summary>
internal delegate void TakeTableRow(ulong key, ulong more, ReadOnlySpan<TableSum> sums, uint first, uint last);
