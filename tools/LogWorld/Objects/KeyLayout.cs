namespace ChatOps.LogWorld.Objects;

/// <summary>Where objects lie below a bucket's root.</summary>
/// <param name="Hourly">A folder for each hour (flow logs only).</param>
/// <param name="Hive">Partitions such as <c>year=2025</c> (flow logs only).</param>
/// <param name="Organization">The organisation's id, which stands before the account; null without.</param>
/// <param name="Prefix">A folder before <c>AWSLogs</c>; null without.</param>
public sealed record KeyLayout(bool Hourly = false, bool Hive = false, string? Organization = null, string? Prefix = null)
{
    private string Root => $"{(Prefix is null ? "" : Prefix + "/")}AWSLogs/{(Organization is null ? "" : Organization + "/")}";

    internal string Flow(long stamp, string unique, bool plain)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(stamp);
        var folder = Hive
            ? $"aws-account-id={Naming.Account}/aws-service=vpcflowlogs/aws-region={Naming.Region}/year={at:yyyy}/month={at:MM}/day={at:dd}/{(Hourly ? $"hour={at:HH}/" : "")}"
            : $"{Naming.Account}/vpcflowlogs/{Naming.Region}/{at:yyyy}/{at:MM}/{at:dd}/{(Hourly ? $"{at:HH}/" : "")}";
        return $"{Root}{folder}{Naming.Account}_vpcflowlogs_{Naming.Region}_{Naming.FlowLog}_{at:yyyyMMddTHHmm}Z_{unique[..8]}.log{(plain ? "" : ".gz")}";
    }

    internal string Trail(string region, long stamp, string unique, bool plain)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(stamp);
        return $"{Root}{Naming.Account}/CloudTrail/{region}/{at:yyyy}/{at:MM}/{at:dd}/{Naming.Account}_CloudTrail_{region}_{at:yyyyMMddTHHmm}Z_{unique[..16]}.json{(plain ? "" : ".gz")}";
    }
}
