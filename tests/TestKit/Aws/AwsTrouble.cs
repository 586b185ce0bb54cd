namespace ChatOps.TestKit.Aws;

/// <summary>One fault, met a number of times.</summary>
/// <param name="Before">Instead of the service, when it gives an answer; null = the service is asked.</param>
internal sealed record AwsTrouble(string Name, string Service, string Operation, string? Account, int Times, Func<AwsRequest, AwsNeed, CancellationToken, Task<AwsAnswer?>>? Before, AwsTroubleEnd End = AwsTroubleEnd.Whole, int Keep = 0)
{
    /// <summary>What ends it, when it lasts until then.</summary>
    public AwsHold? Hold { get; init; }

    public bool Meets(string service, string operation, string account) => (Service == "*" || Service == service) && (Operation == "*" || Operation == operation) && (Account ?? account) == account;
}

/// <summary>How the answer comes to its end.</summary>
internal enum AwsTroubleEnd
{
    Whole,

    /// <summary>The connection is aborted before a byte of it.</summary>
    Reset,

    /// <summary>The length of the whole is promised, a part is sent, then the connection is aborted.</summary>
    Cut,
}
