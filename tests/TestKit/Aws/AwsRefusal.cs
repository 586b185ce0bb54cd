namespace ChatOps.TestKit.Aws;

/// <summary>AWS says no.</summary>
internal sealed class AwsRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Headers besides the usual ones.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Further elements of S3's error, further members of a JSON error.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];
}
