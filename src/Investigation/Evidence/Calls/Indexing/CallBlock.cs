namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>Calls in columns: times, and numbers of the block's own values. Read into the same arrays again and again.</summary>
/// <param name="widths">How many texts make a value of each column.</param>
internal sealed class CallBlock(params int[] widths)
{
    private const long Slot = 5 * TimeSpan.TicksPerMinute;
    private byte[] buffer = [];

    /// <summary>Texts; 0 stands for none.</summary>
    public List<string?> Texts { get; } = [null];

    /// <summary>Number of calls.</summary>
    public int Count { get; private set; }

    /// <summary>Times, ascending, UTC ticks.</summary>
    public long[] Ticks { get; private set; } = [];

    /// <summary>Stamps of the calls' objects, UTC ticks; 0 for none.</summary>
    public long[] Stamps { get; private set; } = [];

    /// <summary>Ids, where copies may lie elsewhere; else 0.</summary>
    public ulong[] Identities { get; private set; } = [];

    /// <summary>Whether copies may differ.</summary>
    public bool[] MayDiffer { get; private set; } = [];

    /// <summary>The columns.</summary>
    public IReadOnlyList<BlockColumn> Columns { get; } = [.. widths.Select(static width => new BlockColumn(width))];

    /// <summary>A value's text.</summary>
    public string? Text(BlockColumn column, int value, int part = 0) => Texts[column.Parts[(value * column.Width) + part]];

    /// <summary>Which value each call has of a column, and what numbers these values' texts have among those of a tally.</summary>
    public static (int[] Of, int[] Numbers) Numbered(BlockColumn column, Func<int, string?> textOf, CallValues values)
    {
        var made = new int[column.Count];
        for (var value = 0; value < made.Length; value++) made[value] = values.Of(textOf(value));
        return (column.Of, made);
    }

    /// <summary>Encodes calls, which must be in the order of their times.</summary>
    /// <param name="rows">The calls.</param>
    /// <param name="columns">Their values, column by column.</param>
    /// <param name="texts">The texts of the values.</param>
    public static byte[] Encode<TEvent>(IReadOnlyList<KeptCall<TEvent>> rows, IReadOnlyList<BlockColumnWriter> columns, BlockTexts texts)
        where TEvent : class, IKeptCall
    {
        var into = new IndexWriter();
        texts.Write(into);
        into.Number((ulong)rows.Count);
        WriteTimes(into, rows);
        foreach (var column in columns) BlockColumn.Write(into, column);
        return IndexBytes.Pack(into.Written);
    }

    /// <summary>Takes the place of what was read before.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public void Decode(ReadOnlyMemory<byte> content)
    {
        var from = new IndexReader(IndexBytes.Unpack(content, ref buffer));
        var texts = from.Count();
        Texts.RemoveRange(1, Texts.Count - 1);
        for (var text = 1; text < texts; text++) Texts.Add(from.Text());
        Count = from.Count();
        if (Ticks.Length < Count)
        {
            Ticks = new long[Count];
            Stamps = new long[Count];
            Identities = new ulong[Count];
            MayDiffer = new bool[Count];
        }

        ReadTimes(ref from);
        foreach (var column in Columns) column.Read(ref from, Count, Texts.Count);
    }

    /// <summary>Times are kept in whole seconds where all are, else exactly; a stamp as its distance in five minutes or, where one does not fit, in ticks.</summary>
    private static void WriteTimes<TEvent>(IndexWriter into, IReadOnlyList<KeptCall<TEvent>> rows)
        where TEvent : class, IKeptCall
    {
        var unit = rows.All(static row => row.Event.Ticks % TimeSpan.TicksPerSecond == 0) ? TimeSpan.TicksPerSecond : 1;
        var grid = rows.All(static row => row.Stamp % Slot == 0) ? Slot : 1;
        into.Number((ulong)unit);
        into.Number((ulong)grid);
        var before = 0L;
        foreach (var row in rows)
        {
            into.Number((ulong)((row.Event.Ticks - before) / unit));
            before = row.Event.Ticks;
        }

        foreach (var row in rows) into.Number(row.Stamp == 0 ? 0 : 1 + ZigZag((row.Stamp / grid) - (row.Event.Ticks / grid)));
        var last = -1;
        into.Number((ulong)rows.Count(static row => row.Identity != 0));
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Identity == 0) continue;
            into.Number(((ulong)(row - last) << 1) | (rows[row].Event.MayDiffer ? 1UL : 0));
            last = row;
        }

        foreach (var row in rows)
        {
            if (row.Identity != 0) into.Fixed(row.Identity);
        }
    }

    private void ReadTimes(ref IndexReader from)
    {
        var unit = (long)from.Number();
        var grid = (long)from.Number();
        if (unit is not (1 or TimeSpan.TicksPerSecond) || grid is not (1 or Slot)) throw new InvalidDataException("An entry of the index is damaged.");
        var before = 0L;
        for (var call = 0; call < Count; call++)
        {
            before += (long)from.Number() * unit;
            if (before < 0 || before > DateTime.MaxValue.Ticks) throw new InvalidDataException("An entry of the index is damaged.");
            Ticks[call] = before;
        }

        for (var call = 0; call < Count; call++) Stamps[call] = from.Number() is var stamp and not 0 ? (UnZigZag(stamp - 1) + (Ticks[call] / grid)) * grid : 0;
        Array.Clear(Identities, 0, Count);
        Array.Clear(MayDiffer, 0, Count);
        var ids = from.Count();
        Span<int> rows = ids <= 1024 ? stackalloc int[ids] : new int[ids];
        var at = -1L;
        for (var id = 0; id < ids; id++)
        {
            var step = from.Number();
            at += (long)(step >> 1);
            if (at < 0 || at >= Count) throw new InvalidDataException("An entry of the index is damaged.");
            rows[id] = (int)at;
            MayDiffer[at] = (step & 1) != 0;
        }

        foreach (var row in rows) Identities[row] = from.Fixed();
    }

    private static ulong ZigZag(long number) => (ulong)((number << 1) ^ (number >> 63));

    private static long UnZigZag(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);
}

/// <summary>The texts of a block that is written, each once; 0 stands for none.</summary>
internal sealed class BlockTexts
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    /// <summary>Number of a text.</summary>
    public int Of(string? text)
    {
        if (text is null) return 0;
        if (numbers.TryGetValue(text, out var number)) return number;
        texts.Add(text);
        return numbers[text] = texts.Count;
    }

    /// <summary>Writes them.</summary>
    public void Write(IndexWriter into)
    {
        into.Number((ulong)texts.Count + 1);
        foreach (var text in texts) into.Text(text);
    }
}
