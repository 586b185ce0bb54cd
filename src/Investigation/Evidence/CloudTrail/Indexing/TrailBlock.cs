namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>Calls in columns: times, and numbers of the block's own values. Read into the same arrays again and again.</summary>
internal sealed class TrailBlock
{
    private const long Slot = 5 * TimeSpan.TicksPerMinute;
    private const int CallerParts = 10;
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

    /// <summary>Who called.</summary>
    public TrailColumn Caller { get; } = new(CallerParts);

    /// <summary>Service and operation.</summary>
    public TrailColumn Operation { get; } = new(2);

    /// <summary>Source address as it stands in the trail.</summary>
    public TrailColumn Address { get; } = new(1);

    /// <summary>User agent.</summary>
    public TrailColumn Agent { get; } = new(1);

    /// <summary>Region.</summary>
    public TrailColumn Region { get; } = new(1);

    /// <summary>Error.</summary>
    public TrailColumn Error { get; } = new(1);

    /// <summary>Bucket, and role assumed.</summary>
    public TrailColumn Resource { get; } = new(2);

    /// <summary>Account the event was delivered to.</summary>
    public TrailColumn Recipient { get; } = new(1);

    private IEnumerable<TrailColumn> Columns => [Caller, Operation, Address, Agent, Region, Error, Resource, Recipient];

    /// <summary>A value's text.</summary>
    public string? Text(TrailColumn column, int value, int part = 0, int width = 1) => Texts[column.Parts[(value * width) + part]];

    /// <summary>A caller.</summary>
    public TrailCaller CallerAt(int value)
    {
        return new TrailCaller
        {
            Type = Part(0),
            PrincipalId = Part(1),
            Arn = Part(2),
            Account = Part(3),
            AccessKey = Part(4),
            UserName = Part(5),
            IssuerType = Part(6),
            IssuerArn = Part(7),
            IssuerName = Part(8),
            IssuerAccount = Part(9),
        };

        string? Part(int part) => Texts[Caller.Parts[(value * CallerParts) + part]];
    }

    /// <summary>A call with all that is known of it.</summary>
    public TrailRow RowAt(int call, TrailCaller[] callers) => new(
        new TrailEvent
        {
            Time = new DateTimeOffset(Ticks[call], TimeSpan.Zero),
            Identity = Identities[call],
            MayDiffer = MayDiffer[call],
            Service = Text(Operation, Operation.Of[call], 0, 2)!,
            Operation = Text(Operation, Operation.Of[call], 1, 2)!,
            Region = Text(Region, Region.Of[call]),
            Recipient = Text(Recipient, Recipient.Of[call]),
            SourceAddress = Text(Address, Address.Of[call]),
            UserAgent = Text(Agent, Agent.Of[call]),
            Bucket = Text(Resource, Resource.Of[call], 0, 2),
            Assumed = Text(Resource, Resource.Of[call], 1, 2),
            Caller = callers[Caller.Of[call]],
            Error = Text(Error, Error.Of[call]),
        },
        Stamps[call],
        Identities[call]);

    /// <summary>Encodes calls, which must be in the order of their times.</summary>
    public static byte[] Encode(IReadOnlyList<TrailRow> rows)
    {
        var block = new TrailBlock();
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var callers = new Dictionary<TrailCaller, int>();
        var sameCallers = new Dictionary<TrailCaller, int>(ReferenceEqualityComparer.Instance); // most of what repeats is the very same object
        var values = block.Columns.ToDictionary(static column => column, _ => new TrailColumnWriter(rows.Count, TextOf));
        var of = new int[rows.Count];
        var (operation, address, agent, region) = (values[block.Operation], values[block.Address], values[block.Agent], values[block.Region]);
        var (error, resource, recipient) = (values[block.Error], values[block.Resource], values[block.Recipient]);
        for (var row = 0; row < rows.Count; row++)
        {
            var call = rows[row].Event;
            of[row] = CallerOf(call.Caller);
            operation.Add(row, call.Service, call.Operation);
            address.Add(row, call.SourceAddress);
            agent.Add(row, call.UserAgent);
            region.Add(row, call.Region);
            error.Add(row, call.Error);
            resource.Add(row, call.Bucket, call.Assumed);
            recipient.Add(row, call.Recipient);
        }

        foreach (var column in block.Columns.Skip(1)) values[column].MoveTo(column, column == block.Operation || column == block.Resource);
        var into = new IndexWriter();
        into.Number((ulong)block.Texts.Count);
        foreach (var text in block.Texts.Skip(1)) into.Text(text!);
        into.Number((ulong)rows.Count);
        WriteTimes(into, rows);
        block.Caller.Write(into, of);
        foreach (var column in block.Columns.Skip(1)) column.Write(into, values[column].Of);
        return IndexBytes.Pack(into.Written);

        int TextOf(string? text)
        {
            if (text is null) return 0;
            if (texts.TryGetValue(text, out var number)) return number;
            block.Texts.Add(text);
            return texts[text] = block.Texts.Count - 1;
        }

        int CallerOf(TrailCaller caller)
        {
            if (sameCallers.TryGetValue(caller, out var value)) return value;
            if (!callers.TryGetValue(caller, out value))
            {
                string?[] parts = [caller.Type, caller.PrincipalId, caller.Arn, caller.Account, caller.AccessKey, caller.UserName, caller.IssuerType, caller.IssuerArn, caller.IssuerName, caller.IssuerAccount];
                block.Caller.Parts.AddRange(parts.Select(TextOf));
                callers[caller] = value = callers.Count;
            }

            return sameCallers[caller] = value;
        }
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
    private static void WriteTimes(IndexWriter into, IReadOnlyList<TrailRow> rows)
    {
        var unit = rows.All(static row => row.Event.Time.UtcTicks % TimeSpan.TicksPerSecond == 0) ? TimeSpan.TicksPerSecond : 1;
        var grid = rows.All(static row => row.Stamp % Slot == 0) ? Slot : 1;
        into.Number((ulong)unit);
        into.Number((ulong)grid);
        var before = 0L;
        foreach (var row in rows)
        {
            into.Number((ulong)((row.Event.Time.UtcTicks - before) / unit));
            before = row.Event.Time.UtcTicks;
        }

        foreach (var row in rows) into.Number(row.Stamp == 0 ? 0 : 1 + ZigZag((row.Stamp / grid) - (row.Event.Time.UtcTicks / grid)));
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
