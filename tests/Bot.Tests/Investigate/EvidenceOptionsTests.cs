using ChatOps.Investigation.Evidence;
using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Investigate;

public sealed class EvidenceOptionsTests
{
    [Theory]
    [InlineData(null, null, "Sample", null)]
    [InlineData("sample", null, "Sample", null)]
    [InlineData("none", "/", "None", null)]
    [InlineData(null, "/", "Places", null)]
    [InlineData("folder", null, "Places", "Evidence:Folder is not set")]
    [InlineData("folder", "/nowhere/at/all", "Places", "Evidence:Folder '/nowhere/at/all' is no folder")]
    [InlineData("s3", null, "Places", "Evidence:Source is s3, but no log's place is in S3")]
    [InlineData("athena", null, "None", "Evidence:Source is 'athena'; use sample, folder, s3 or none.")]
    public void Sources_are_chosen_or_refused_with_the_repair(string? source, string? folder, string origin, string? error)
    {
        var options = EvidenceOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Evidence:Source", source), new("Evidence:Folder", folder)]).Build());

        options.Source.ToString().ShouldBe(origin);
        string.Concat(options.Errors).ShouldContain(error ?? "");
        options.Errors.Count.ShouldBe(error is null ? 0 : 1);
    }

    [Fact]
    public void A_kind_of_log_may_lie_in_a_place_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var uri = new Uri(folder.Path).AbsoluteUri;

        Read(("Evidence:CloudTrail:Uri", uri)).Places.ShouldBe(new Dictionary<LogKind, string> { [LogKind.CloudTrail] = folder.Path });
        Read(("Evidence:Folder", "/"), ("Evidence:FlowLogs:Uri", folder.Path)).Places.ShouldBe(
            new Dictionary<LogKind, string> { [LogKind.FlowLogs] = folder.Path, [LogKind.CloudTrail] = "/", [LogKind.EksAudit] = "/" }, ignoreOrder: true);
        Read(("Evidence:Source", "sample"), ("Evidence:CloudTrail:Uri", uri)).Places.ShouldBeEmpty();
    }

    [Fact]
    public void Each_kind_of_log_may_lie_in_a_folder_or_in_S3()
    {
        var options = Read(("Evidence:Source", "s3"), ("Evidence:Folder", "/"), ("Evidence:CloudTrail:Uri", "S3://trail-logs/org/"), ("Evidence:FlowLogs:Uri", "s3://flow-logs"));

        options.Errors.ShouldBeEmpty();
        options.Places.ShouldBe(new Dictionary<LogKind, string> { [LogKind.CloudTrail] = "s3://trail-logs/org", [LogKind.FlowLogs] = "s3://flow-logs", [LogKind.EksAudit] = "/" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Evidence:CloudTrail:Uri", "s3://Not_A_Bucket/logs", "Evidence:CloudTrail:Uri 's3://Not_A_Bucket/logs' names no bucket")]
    [InlineData("Evidence:FlowLogs:Uri", "s3://", "names no bucket")]
    [InlineData("Evidence:FlowLogs:Uri", "s3://logs//twice", "has a prefix that is no folder's name; use s3://bucket or s3://bucket/prefix.")]
    [InlineData("Evidence:EksAudit:Uri", "s3://logs/a/../b", "has a prefix that is no folder's name")]
    [InlineData("Evidence:EksAudit:Uri", "s3://logs/AWSLogs/*/CloudTrail", "has a pattern in its prefix")]
    [InlineData("Evidence:EksAudit:Uri", "https://example.com/logs", "is no folder; use a path, file:/// and a path, or s3://bucket/prefix.")]
    [InlineData("Evidence:FlowLogs:Uri", "file:///nowhere/at/all", "is no folder")]
    [InlineData("Evidence:ScanLimit", "much", "Evidence:ScanLimit is 'much'; use bytes, or a number with kB, MB, GB or TB, such as 20GB.")]
    [InlineData("Evidence:ScanLimit", "-1", "Evidence:ScanLimit")]
    [InlineData("Evidence:ScanLimit", "1GiB", "Evidence:ScanLimit")]
    [InlineData("Evidence:ScanLimit", "1e30", "Evidence:ScanLimit")]
    [InlineData("Evidence:IngestInterval", "30", "Evidence:IngestInterval is '30'; use hours:minutes:seconds")]
    [InlineData("Evidence:IngestInterval", "00:00:00", "Evidence:IngestInterval")]
    [InlineData("Retention:EvidenceIndex", "0", "use a number of days from 1 to 3650")]
    public void What_cannot_be_meant_is_refused_with_the_repair(string name, string value, string error) =>
        Read((name, value)).Errors.ShouldHaveSingleItem().ShouldContain(error);

    [Theory]
    [InlineData(null, 20_000_000_000)]
    [InlineData("0", 0)]
    [InlineData("1500", 1500)]
    [InlineData("20GB", 20_000_000_000)]
    [InlineData("1.5 mb", 1_500_000)]
    public void The_limit_of_a_question_is_read_with_its_unit(string? value, long bytes) => Read(("Evidence:ScanLimit", value)).ScanLimit.ShouldBe(bytes);

    [Fact]
    public void The_index_is_brought_up_to_date_every_30_seconds_and_reaches_back_400_days()
    {
        (Read().IngestInterval, Read().Retention).ShouldBe((TimeSpan.FromSeconds(30), TimeSpan.FromDays(400)));
        Read(("Evidence:CloudTrail:Uri", "s3://logs")).IngestInterval.ShouldBe(TimeSpan.FromMinutes(5), "a bucket is looked at less often");
        (Read(("Evidence:IngestInterval", "00:05:00")).IngestInterval, Read(("Retention:EvidenceIndex", "7")).Retention).ShouldBe((TimeSpan.FromMinutes(5), TimeSpan.FromDays(7)));
    }

    private static EvidenceOptions Read(params (string Name, string? Value)[] settings) =>
        EvidenceOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static one => new KeyValuePair<string, string?>(one.Name, one.Value))).Build());
}
