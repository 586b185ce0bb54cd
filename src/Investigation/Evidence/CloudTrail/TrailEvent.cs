using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>One API call as the trail tells it.</summary>
internal sealed record TrailEvent : IKeptCall
{
    /// <summary>When the call was made, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <inheritdoc/>
    public long Ticks => Time.UtcTicks;

    /// <summary>Hash of what copies of the same call share: the original's id for updated events, the shared id for copies in several accounts, else the
    /// event's own id; 0 in old records, which have none.</summary>
    public ulong Identity { get; init; }

    /// <summary>Whether copies of it may differ: it was updated, or lies in several accounts.</summary>
    public bool MayDiffer { get; init; }

    /// <summary>Service without its domain: <c>ssm</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Operation: <c>GetParameters</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Region of the call.</summary>
    public string? Region { get; init; }

    /// <summary>Account the event was delivered to.</summary>
    public string? Recipient { get; init; }

    /// <summary>Where the call came from: an address, a service's name or <c>AWS Internal</c>; null when absent.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>User agent, cut at 1 KB by CloudTrail; null when absent.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Bucket named in the request; null when none is.</summary>
    public string? Bucket { get; init; }

    /// <summary>ARN of the role the call assumed, or tried to; null for calls that assume none.</summary>
    public string? Assumed { get; init; }

    /// <summary>Who called.</summary>
    public required TrailCaller Caller { get; init; }

    /// <summary>Error code or, where there is none, the message of the failure; null for a successful call.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the call succeeded.</summary>
    public bool Succeeded => Error is null;
}
