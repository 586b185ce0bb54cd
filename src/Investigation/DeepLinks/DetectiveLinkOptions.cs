using System.Collections.Frozen;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>How links into Detective are made.</summary>
public sealed record DetectiveLinkOptions
{
    /// <summary>3000 characters: Slack's limit for the URL of a button, the narrowest of the chats.</summary>
    public const int DefaultMaximumLength = 3000;

    /// <summary>Commercial regions that have GuardDuty but no Detective (AWS service endpoints as of botocore 1.43.11).</summary>
    public static IReadOnlySet<string> KnownRegionsWithoutDetective { get; } = new[]
    {
        "ap-east-2", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-west-1", "eu-central-2", "eu-south-2", "me-central-1", "mx-central-1",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Unit of scopeStart and scopeEnd; the user guide's example is in seconds.</summary>
    public ScopeUnit ScopeUnit { get; init; } = ScopeUnit.Seconds;

    /// <summary>Regions in which no link is given. The China regions have no Detective either; they need not be named.</summary>
    public IReadOnlySet<string> RegionsWithoutDetective { get; init; } = KnownRegionsWithoutDetective;

    /// <summary>Longest link that is given, in characters.</summary>
    public int MaximumLength { get; init; } = DefaultMaximumLength;
}

/// <summary>Unit of the scope time in a link.</summary>
public enum ScopeUnit
{
    /// <summary>Unix time in seconds.</summary>
    Seconds,

    /// <summary>Unix time in milliseconds.</summary>
    Milliseconds,
}
