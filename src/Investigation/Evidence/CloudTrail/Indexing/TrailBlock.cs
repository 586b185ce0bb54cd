using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>A trail's calls in columns.</summary>
internal sealed class TrailBlock
{
    private const int CallerParts = 10;

    /// <summary>How many texts make a value of each column; the order is that of the index.</summary>
    private static readonly int[] Widths = [CallerParts, 2, 1, 1, 1, 1, 2, 1];

    /// <summary>The calls.</summary>
    public CallBlock Calls { get; } = new(Widths);

    /// <summary>Who called.</summary>
    public BlockColumn Caller => Calls.Columns[0];

    /// <summary>Service and operation.</summary>
    public BlockColumn Operation => Calls.Columns[1];

    /// <summary>Source address as it stands in the trail.</summary>
    public BlockColumn Address => Calls.Columns[2];

    /// <summary>User agent.</summary>
    public BlockColumn Agent => Calls.Columns[3];

    /// <summary>Region.</summary>
    public BlockColumn Region => Calls.Columns[4];

    /// <summary>Error.</summary>
    public BlockColumn Error => Calls.Columns[5];

    /// <summary>Bucket, and role assumed.</summary>
    public BlockColumn Resource => Calls.Columns[6];

    /// <summary>Account the event was delivered to.</summary>
    public BlockColumn Recipient => Calls.Columns[7];

    /// <summary>A value's text.</summary>
    public string? Text(BlockColumn column, int value, int part = 0) => Calls.Text(column, value, part);

    /// <summary>A caller.</summary>
    public TrailCaller CallerAt(int value) => new()
    {
        Type = Text(Caller, value, 0),
        PrincipalId = Text(Caller, value, 1),
        Arn = Text(Caller, value, 2),
        Account = Text(Caller, value, 3),
        AccessKey = Text(Caller, value, 4),
        UserName = Text(Caller, value, 5),
        IssuerType = Text(Caller, value, 6),
        IssuerArn = Text(Caller, value, 7),
        IssuerName = Text(Caller, value, 8),
        IssuerAccount = Text(Caller, value, 9),
    };

    /// <summary>A call with all that is known of it.</summary>
    public TrailEvent EventAt(int call, TrailCaller[] callers) => new()
    {
        Time = new DateTimeOffset(Calls.Ticks[call], TimeSpan.Zero),
        Identity = Calls.Identities[call],
        MayDiffer = Calls.MayDiffer[call],
        Service = Text(Operation, Operation.Of[call], 0)!,
        Operation = Text(Operation, Operation.Of[call], 1)!,
        Region = Text(Region, Region.Of[call]),
        Recipient = Text(Recipient, Recipient.Of[call]),
        SourceAddress = Text(Address, Address.Of[call]),
        UserAgent = Text(Agent, Agent.Of[call]),
        Bucket = Text(Resource, Resource.Of[call], 0),
        Assumed = Text(Resource, Resource.Of[call], 1),
        Caller = callers[Caller.Of[call]],
        Error = Text(Error, Error.Of[call]),
    };

    /// <summary>Encodes calls, which must be in the order of their times.</summary>
    public static byte[] Encode(IReadOnlyList<KeptCall<TrailEvent>> rows)
    {
        var texts = new BlockTexts();
        var caller = new ValueWriter<TrailCaller>(rows.Count, CallerParts, texts.Of, TextsOf);
        var sameCallers = new Dictionary<TrailCaller, int>(ReferenceEqualityComparer.Instance); // most of what repeats is the very same object
        PairWriter[] others = [.. Widths.Skip(1).Select(width => new PairWriter(rows.Count, width, texts.Of))];
        for (var row = 0; row < rows.Count; row++)
        {
            var call = rows[row].Event;
            if (!sameCallers.TryGetValue(call.Caller, out var who)) sameCallers[call.Caller] = who = caller.NumberOf(call.Caller);
            caller.Of[row] = who;
            others[0].Add(row, call.Service, call.Operation);
            others[1].Add(row, call.SourceAddress);
            others[2].Add(row, call.UserAgent);
            others[3].Add(row, call.Region);
            others[4].Add(row, call.Error);
            others[5].Add(row, call.Bucket, call.Assumed);
            others[6].Add(row, call.Recipient);
        }

        return CallBlock.Encode(rows, [caller, .. others], texts);
    }

    private static string?[] TextsOf(TrailCaller caller) =>
        [caller.Type, caller.PrincipalId, caller.Arn, caller.Account, caller.AccessKey, caller.UserName, caller.IssuerType, caller.IssuerArn, caller.IssuerName, caller.IssuerAccount];
}
