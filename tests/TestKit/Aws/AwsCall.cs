namespace ChatOps.TestKit.Aws;

/// <summary>One call that arrived, whether it was answered or not.</summary>
/// <param name="Account">The caller's; empty when the signature did not tell.</param>
/// <param name="Action">What a policy must allow, for example <c>s3:ListBucket</c>.</param>
internal sealed record AwsCall(DateTimeOffset At, string Service, string Operation, string Account, string Region, string Action, string Resource)
{
    /// <summary>The signing key's id.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>The body as text; form, JSON or empty.</summary>
    public string Body { get; init; } = "";

    /// <summary>Path and query as sent.</summary>
    public string Target { get; init; } = "";

    /// <summary><c>ok</c>, the error's code, what a fault made of it, or <c>under way</c>.</summary>
    public string Outcome { get; set; } = "under way";
}
