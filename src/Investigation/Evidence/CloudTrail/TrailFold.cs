using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>What one worker reads for one question: the entity's calls, turned into numbers and counted.</summary>
/// <param name="question">The question.</param>
/// <param name="isOfEntity">Which calls are the entity's.</param>
/// <param name="needle">What such a call's record holds.</param>
/// <param name="tally">Counts them.</param>
internal sealed class TrailFold(EvidenceQuestion question, Func<TrailEvent, bool> isOfEntity, ReadOnlyMemory<byte> needle, CallTally tally)
{
    private readonly Dictionary<string, int> addresses = new(StringComparer.Ordinal);

    /// <summary>Reads the objects.</summary>
    public TrailReader Reader { get; } = new(needle);

    /// <summary>What was counted.</summary>
    public CallTally Tally => tally;

    /// <summary>Reads one object.</summary>
    public Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken) =>
        Reader.ReadAsync(text, Take, cancellationToken, readsAll: log.Slot is null, mayBeCut: !log.Key.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), stored: log.Length);

    /// <summary>Whether a call is of the account and region asked for.</summary>
    public static bool IsAsked(EvidenceQuestion question, string? recipient, string? region) =>
        (question.Account is null || recipient is null || recipient == question.Account)
        && (question.Region is null || region is null || region == question.Region);

    /// <summary>What a call shows in a column; null when it shows nothing.</summary>
    public static string? ValueOf(TrailEvent call, CallColumn column) => column switch
    {
        CallColumn.Address => AddressOf(call.SourceAddress),
        CallColumn.Service => call.Service,
        CallColumn.Call => call.Operation,
        CallColumn.UserAgent => call.UserAgent,
        CallColumn.Region => call.Region,
        CallColumn.Error => call.Error,
        CallColumn.Resource => call.Bucket ?? call.Assumed,
        CallColumn.Account => call.Recipient,
        _ => ValueOf(call.Caller, column),
    };

    /// <summary>What a call shows in a column that tells of its caller.</summary>
    public static string? ValueOf(TrailCaller caller, CallColumn column) => column switch
    {
        CallColumn.Principal => caller.Principal,
        CallColumn.Session => caller.Session,
        CallColumn.AccessKey => caller.AccessKey,
        CallColumn.Place => PlaceOf(caller),
        _ => null,
    };

    /// <summary>An address in its one spelling; any other text as it is.</summary>
    public static string? AddressOf(string? text) => IpText.Canonical(text) ?? text;

    private void Take(TrailEvent call)
    {
        var ticks = call.Time.UtcTicks;
        if (!tally.Wants(ticks) || !IsAsked(question, call.Recipient, call.Region) || !isOfEntity(call)) return;
        var counted = new Call { Ticks = ticks, Identity = call.Identity, MayDiffer = call.MayDiffer, Succeeded = call.Succeeded };
        foreach (var column in tally.Columns) counted[column] = column == CallColumn.Address ? AddressNumber(call.SourceAddress) : tally.Values.Of(ValueOf(call, column));
        tally.Add(in counted);
    }

    private int AddressNumber(string? text)
    {
        if (text is null) return 0;
        if (!addresses.TryGetValue(text, out var number)) addresses.Add(text, number = tally.Values.Of(AddressOf(text)));
        return number;
    }

    private static string? PlaceOf(TrailCaller caller) => caller.Session is { } session && session.StartsWith("i-", StringComparison.Ordinal) ? session : null;
}
