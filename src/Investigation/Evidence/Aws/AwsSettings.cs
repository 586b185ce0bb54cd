namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>Which accounts and regions are asked, and where the services are reached.</summary>
public sealed record AwsSettings
{
    /// <summary>Region for what has no place of its own: STS, a bucket before its region is known. Null when nothing of AWS is configured.</summary>
    public string? Region { get; init; }

    /// <summary>The accounts, in the order configured.</summary>
    public IReadOnlyList<AwsAccount> Accounts { get; init; } = [];

    /// <summary>Whether any account may be asked: one that only has a name is shown by it, and nothing more.</summary>
    public bool IsConnected => Accounts.Any(static account => account.Regions.Count > 0 || account.RoleArn is not null);

    /// <summary>Where services are reached instead of their own addresses.</summary>
    public IReadOnlyDictionary<AwsApi, Uri> ServiceUrls { get; init; } = new Dictionary<AwsApi, Uri>();

    /// <summary>How long one attempt of a call may take; default 10 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call is tried again after a throttle or a fault that may pass; default 2, with the SDK's own pauses in between.</summary>
    public int Retries { get; init; } = 2;
}
