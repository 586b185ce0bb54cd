using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>A share of the keys of a table. Millions of them are kept for an account, so their size is what counts: some 48 bytes each. The keys lie in chunks of one
/// size, which never move and are used again, so growing leaves nothing behind for the collector; they are found through chains. A key has room for two
/// classes, which is what most have (in and out); one with more has several entries in its chain. Sums have 32 bits; what goes beyond is carried to another
/// place.</summary>
internal sealed class FlowTableShard(bool isWide)
{
    private const int FirstHeads = 512;
    private const int BytesOfCarry = 100; // an entry of the dictionary, and its share of free ones
    private readonly List<FlowTableChunk> chunks = [];
    private readonly Dictionary<(ulong Key, ulong More, byte Class), Traffic> carried = [];
    private int[] heads = [];
    private int count;
    private int depth;
    private long charge;

    /// <summary>Whether another entry fits.</summary>
    public bool HasRoom => count < heads.Length && count < chunks.Count * FlowTableChunk.Size;

    /// <summary>Whether nothing was given to it yet.</summary>
    public bool HasNone => chunks.Count == 0;

    /// <summary>Bytes by which <see cref="Grow"/> makes it larger.</summary>
    public long BytesToGrow => (count >= heads.Length ? Math.Max(FirstHeads, heads.Length) * 4L : 0) + (count >= chunks.Count * FlowTableChunk.Size ? FlowTableChunk.Bytes(isWide) : 0);

    /// <summary>What the last touch read; here so that it is not left out.</summary>
    public int Touched { get; private set; }

    /// <summary>Reads what a batch will need: read for one record after the other, every one would wait for the memory; like this they wait together.</summary>
    public void Touch(ReadOnlySpan<TableAmount> amounts)
    {
        if (heads.Length == 0) return;
        Span<int> at = stackalloc int[FlowTableFeed.Batch];
        var mask = heads.Length - 1;
        for (var i = 0; i < amounts.Length; i++) at[i] = heads[(int)amounts[i].Hash & mask];
        var all = 0;
        foreach (var one in at[..amounts.Length])
        {
            if (one == 0) continue;
            ref readonly var entry = ref Entry(one);
            all += entry.Next + (int)entry.Two.Bytes; // begin and end: few entries lie in one line of the cache
        }

        Touched = all;
    }

    /// <summary>Adds a record; false when there is no room for its key.</summary>
    public bool TryAdd(in TableAmount amount)
    {
        if (heads.Length == 0) return false;
        ref var head = ref heads[(int)amount.Hash & (heads.Length - 1)];
        var free = 0;
        for (var at = head; at != 0;)
        {
            ref var entry = ref Entry(at);
            if (entry.Key == amount.Key && (!isWide || More(at) == amount.More))
            {
                if (entry.One.Class == amount.Class) return Add(ref entry, ref entry.One, in amount);
                if (entry.Two.IsFree) free = at;
                else if (entry.Two.Class == amount.Class) return Add(ref entry, ref entry.Two, in amount);
            }

            at = entry.Next;
        }

        if (free != 0) return Add(ref Entry(free), ref Entry(free).Two, in amount);
        if (!HasRoom) return false;
        ref var made = ref Entry(++count);
        made = new FlowTableEntry { Key = amount.Key, First = uint.MaxValue, Next = head };
        if (isWide) More(count) = amount.More;
        head = count;
        return Add(ref made, ref made.One, in amount);
    }

    /// <summary>Makes room for another entry.</summary>
    public void Grow(FlowTableStock stock, Func<ulong, ulong, ulong> hashOf)
    {
        if (count >= chunks.Count * FlowTableChunk.Size) chunks.Add(stock.Take());
        if (count < heads.Length) return;
        var before = heads;
        heads = stock.TakeHeads(Math.Max(FirstHeads, before.Length * 2));
        stock.GiveBack(before);
        for (var at = 1; at <= count; at++) Link(at, hashOf);
    }

    /// <summary>Forgets the keys of other parts, unless that is done.</summary>
    public void Keep(int ofDepth, Func<ulong, ulong, bool> isOfPart, Func<ulong, ulong, ulong> hashOf)
    {
        if (depth == ofDepth) return;
        depth = ofDepth;
        var before = count;
        count = 0;
        Array.Clear(heads);
        for (var at = 1; at <= before; at++)
        {
            if (!isOfPart(Entry(at).Key, isWide ? More(at) : 0)) continue;
            Entry(++count) = Entry(at);
            if (isWide) More(count) = More(at);
            Link(count, hashOf);
        }

        foreach (var key in carried.Keys.Where(key => !isOfPart(key.Key, key.More)).ToList())
        {
            carried.Remove(key);
            charge -= BytesOfCarry;
        }
    }

    /// <summary>Gives up chunks that hold nothing any more, and room of sums that are gone.</summary>
    public void Shrink()
    {
        var needed = (count + FlowTableChunk.Size - 1) / FlowTableChunk.Size;
        if (needed < chunks.Count)
        {
            charge -= (chunks.Count - needed) * FlowTableChunk.Bytes(isWide);
            chunks.RemoveRange(needed, chunks.Count - needed);
        }

        carried.TrimExcess();
    }

    /// <summary>Hands out all rows.</summary>
    public void Rows(TakeTableRow take)
    {
        Span<TableSum> sums = stackalloc TableSum[1 << TableAmount.ClassBits];
        foreach (var head in heads)
        {
            for (var at = head; at != 0; at = Entry(at).Next)
            {
                var (key, more) = (Entry(at).Key, isWide ? More(at) : 0);
                if (IsIn(head, at, key, more)) continue;
                var found = 0;
                var (first, last) = (uint.MaxValue, 0u);
                for (var of = at; of != 0; of = Entry(of).Next)
                {
                    ref readonly var entry = ref Entry(of);
                    if (entry.Key != key || (isWide && More(of) != more)) continue;
                    sums[found++] = Sum(in entry.One, key, more);
                    if (!entry.Two.IsFree) sums[found++] = Sum(in entry.Two, key, more);
                    (first, last) = (Math.Min(first, entry.First), Math.Max(last, entry.Last));
                }

                take(key, more, sums[..found], first, last);
            }
        }
    }

    /// <summary>Bytes taken or given up apart from growing, since the last call.</summary>
    public long TakeCharge()
    {
        var taken = charge;
        charge = 0;
        return taken;
    }

    /// <summary>Forgets everything; the chunks are handed over to be used again.</summary>
    public void Clear(FlowTableStock stock)
    {
        stock.GiveBack(chunks);
        chunks.Clear();
        carried.Clear();
        carried.TrimExcess(); // what comes next may need the room for chunks
        stock.GiveBack(heads);
        heads = [];
        count = depth = 0;
        charge = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref FlowTableEntry Entry(int at) => ref CollectionsMarshal.AsSpan(chunks)[(at - 1) / FlowTableChunk.Size].Entries[(at - 1) % FlowTableChunk.Size];

    private ref ulong More(int at) => ref chunks[(at - 1) / FlowTableChunk.Size].More[(at - 1) % FlowTableChunk.Size];

    private void Link(int at, Func<ulong, ulong, ulong> hashOf)
    {
        ref var entry = ref Entry(at);
        ref var head = ref heads[(int)hashOf(entry.Key, isWide ? More(at) : 0) & (heads.Length - 1)];
        (entry.Next, head) = (head, at);
    }

    /// <summary>Whether a key is in a chain before a place in it.</summary>
    private bool IsIn(int head, int before, ulong key, ulong more)
    {
        for (var at = head; at != before; at = Entry(at).Next)
        {
            if (Entry(at).Key == key && (!isWide || More(at) == more)) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Add(ref FlowTableEntry entry, ref FlowTableCell cell, in TableAmount amount)
    {
        if (!TableAmount.IsBaseline(amount.Class))
        {
            if (amount.First < entry.First) entry.First = amount.First;
            if (amount.Last > entry.Last) entry.Last = amount.Last;
        }

        var packets = (ulong)amount.Packets + cell.Packets;
        var bytes = (ulong)amount.Bytes + cell.Bytes;
        var records = cell.Records + amount.Records;
        if (((packets | bytes) >> 32) != 0 || records > TableAmount.MostRecords) Carry(ref records, in amount, packets, bytes);
        cell = new FlowTableCell(amount.Class, records, (uint)packets, (uint)bytes);
        return true;
    }

    /// <summary>Takes what is beyond the cell's bits to the place for it. At least one record stays, which tells that the cell is in use.</summary>
    private void Carry(ref uint records, in TableAmount amount, ulong packets, ulong bytes)
    {
        var beyond = records > TableAmount.MostRecords ? records - 1 : 0;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(carried, (amount.Key, amount.More, amount.Class), out var isKnown);
        sum += new Traffic(beyond, (long)(packets & ~(ulong)uint.MaxValue), (long)(bytes & ~(ulong)uint.MaxValue));
        records -= beyond;
        if (!isKnown) charge += BytesOfCarry;
    }

    private TableSum Sum(in FlowTableCell cell, ulong key, ulong more)
    {
        var sum = new Traffic(cell.Records, cell.Packets, cell.Bytes);
        return new TableSum(cell.Class, carried.Count > 0 && carried.TryGetValue((key, more, cell.Class), out var beyond) ? sum + beyond : sum);
    }
}

/// <summary>A piece of memory for entries; so large that the collector does not move it.</summary>
internal sealed class FlowTableChunk(bool isWide)
{
    public const int Size = 2048;

    /// <summary>Second words of the keys.</summary>
    public ulong[] More { get; } = isWide ? new ulong[Size] : [];

    public FlowTableEntry[] Entries { get; } = GC.AllocateUninitializedArray<FlowTableEntry>(Size);

    public static long Bytes(bool isWide) => Size * (long)(Unsafe.SizeOf<FlowTableEntry>() + (isWide ? sizeof(ulong) : 0));
}

/// <summary>A key with its records of up to two classes. First and last are those of the window.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct FlowTableEntry
{
    public ulong Key;
    public uint First;
    public uint Last;
    public int Next;
    public FlowTableCell One;
    public FlowTableCell Two;
}

/// <summary>Records of one class. A cell in use has at least one.</summary>
internal readonly struct FlowTableCell(byte ofClass, uint records, uint packets, uint bytes)
{
    private readonly uint tag = (records << TableAmount.ClassBits) | ofClass;

    public uint Packets { get; } = packets;

    public uint Bytes { get; } = bytes;

    public bool IsFree => tag == 0;

    public uint Records => tag >> TableAmount.ClassBits;

    public byte Class => (byte)(tag & ((1 << TableAmount.ClassBits) - 1));
}
