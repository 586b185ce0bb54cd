using System.Text.RegularExpressions;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>A region name that may stand in a URL, and the console that serves it.</summary>
internal static partial class AwsRegion
{
    /// <summary>Whether the text looks like a region name: us-east-1, us-gov-west-1, eusc-de-east-1.</summary>
    public static bool IsWellFormed(string? text) => text is not null && Shape().IsMatch(text);

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

    [GeneratedRegex(@"\A[a-z]{2,4}(-[a-z]{2,12}){1,2}-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
