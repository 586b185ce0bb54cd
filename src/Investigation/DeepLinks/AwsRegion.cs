namespace ChatOps.Investigation.DeepLinks;

/// <summary>The partition of a region, and the console that serves it.</summary>
internal static class AwsRegion
{
    /// <summary>Host of the console of the region's partition; null for partitions whose console has no public address we know.</summary>
    public static string? ConsoleHost(string region) => Partition(region) switch
    {
        "aws" => "console.aws.amazon.com",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        "aws-cn" => "console.amazonaws.cn",
        _ => null,
    };

    /// <summary>The partition a region lies in, by its prefix.</summary>
    public static string Partition(string region)
    {
        if (region.StartsWith("cn-", StringComparison.Ordinal)) return "aws-cn";
        if (region.StartsWith("us-gov-", StringComparison.Ordinal)) return "aws-us-gov";
        return region.StartsWith("eusc-", StringComparison.Ordinal) || region.Contains("-iso", StringComparison.Ordinal) ? "other" : "aws";
    }
}
