using System.Globalization;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.CloudTrail.Wire;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>A trail with calls at 01:25, 02:05 and 06:25; in between, digests tell what was delivered.</summary>
public sealed class TrailDigestsTests : IDisposable
{
    private readonly LogFolder folder = new();

    public TrailDigestsTests() => folder.With(KeyOf("0130"), Call("01:25:00")).With(KeyOf("0210"), Call("02:05:00")).With(KeyOf("0630"), Call("06:25:00"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_digests_hours_without_an_object_are_missing()
    {
        Missing(await AskAsync()).ShouldBe(["03:00-06:00"]);
    }

    [Fact]
    public async Task Empty_digests_prove_silence_in_the_whole_hours_they_speak_of_together()
    {
        Digest("03:55:30").Digest("04:55:30").Digest("05:55:30");

        Missing(await AskAsync()).ShouldBe(["05:00-06:00"]); // its last minutes are the next digest's
    }

    [Fact]
    public async Task Hours_proven_silent_are_hours_without_calls()
    {
        Digest("04:00:00").Digest("05:00:00").Digest("06:00:00");

        var (figures, coverage) = await AskAsync();

        Missing((figures, coverage)).ShouldBeEmpty();
        figures.ShouldNotBeNull().Hours.Select(static hour => (hour.Hour.Hour, hour.Count.All)).ShouldBe([(2, 1), (3, 0), (4, 0), (5, 0), (6, 1)]);
        coverage.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_not_there_leaves_its_hour_missing()
    {
        Digest("04:00:00").Digest("06:00:00");

        Missing(await AskAsync()).ShouldBe(["04:00-05:00"]);
    }

    [Fact]
    public async Task One_regions_silence_says_nothing_of_anothers()
    {
        Digest("04:00:00").Digest("05:00:00").Digest("06:00:00").Digest("04:00:00", region: "eu-west-1");

        Missing(await AskAsync()).ShouldBe(["04:00-06:00"]);
        Missing(await AskAsync(region: "us-east-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_a_digest_names_that_are_not_there_are_said_and_their_hour_is_missing()
    {
        Digest("04:00:00", files: [KeyOf("0310"), KeyOf("0320")]).Digest("05:00:00").Digest("06:00:00").Digest("07:00:00", files: [KeyOf("0630")]);

        var answer = await AskAsync();

        Missing(answer).ShouldBe(["03:00-04:00"]);
        answer.Coverage.Notes.ShouldNotBeNull()[0].ShouldBe("2 of 3 files named by digests are missing: 111122223333_CloudTrail_us-east-1_20240801T0310Z_x.json.gz, 111122223333_CloudTrail_us-east-1_20240801T0320Z_x.json.gz");
    }

    [Fact]
    public async Task A_digest_of_later_than_the_sources_present_is_not_there_yet()
    {
        Digest("04:00:00").Digest("05:00:00").Digest("06:00:00");

        Missing(await AskAsync(asOf: "2024-08-01T05:30:00Z")).ShouldBe(["05:00-06:00"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\u0000{}")]
    [InlineData("""{"digestStartTime":"2024-08-01T03:00:00Z","digestEndTime":"2024-08-01T04:00:00Z"}""")]
    [InlineData("""{"digestStartTime":"2024-08-01T03:00:00Z","digestEndTime":"2024-08-01T04:00:00Z","logFiles":{}}""")]
    [InlineData("""{"digestStartTime":"2024-08-01T03:00:00Z","digestEndTime":"2024-08-01T04:00:00Z","logFiles":[1]}""")]
    [InlineData("""{"digestStartTime":"2024-08-01T03:00:00Z","digestEndTime":"2024-08-01T04:00:00Z","logFiles":[{}]}""")]
    [InlineData("""{"digestStartTime":"2024-08-01T03:00:00Z","digestEndTime":"2024-08-01T04:00:00Z","logFiles":[{"s3Object":"\ud800"}]}""")]
    [InlineData("""{"digestStartTime":"2024-08-01T04:00:00Z","digestEndTime":"2024-08-01T03:00:00Z","logFiles":[]}""")]
    [InlineData("""{"digestStartTime":"0001-01-01T00:00:00Z","digestEndTime":"9999-12-31T23:59:59Z","logFiles":[]}""")]
    [InlineData("""{"digestStartTime":{"a":[1]},"digestEndTime":7,"logFiles":[]}""")]
    public async Task A_damaged_digest_proves_nothing_and_is_said(string content)
    {
        folder.With(DigestKey("04:00:00", "us-east-1"), Gzip(Encoding.UTF8.GetBytes(content)));

        var answer = await AskAsync();

        Missing(answer).ShouldBe(["03:00-06:00"]);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain("1 digest could not be read");
    }

    [Fact]
    public void Any_cut_of_a_digest_is_no_digest()
    {
        var whole = Encoding.UTF8.GetBytes(DigestText("04:00:00", [KeyOf("0310")]));

        TrailDigest.Parse(whole).ShouldNotBeNull().Files.ShouldBe(["111122223333_CloudTrail_us-east-1_20240801T0310Z_x.json.gz"]);
        for (var length = 0; length < whole.Length - 1; length++)
        {
            if (TrailDigest.Parse(whole.AsSpan(0, length)) is { } told) told.Files.Count.ShouldBe(1, "what comes after the list of files");
        }
    }

    [Fact]
    public async Task A_digest_that_changed_or_came_later_is_read()
    {
        var source = new CloudTrailSource(folder.Logs);
        (await AskAsync(source)).Coverage.Missing.Count.ShouldBe(1);

        Digest("04:00:00").Digest("05:00:00").Digest("06:00:00");

        (await AskAsync(new CloudTrailSource(folder.Logs))).Coverage.Missing.ShouldBeEmpty();
    }

    [CorpusFact]
    public void A_digest_of_the_corpus_is_read()
    {
        var path = Path.Combine(Corpus.Folder!, "logs", "elastic-cloudtrail", "test-cloudtrail-digest-json.log");
        if (!File.Exists(path)) return;

        var digest = TrailDigest.Parse(File.ReadAllBytes(path)).ShouldNotBeNull();

        digest.Delivered.Duration.ShouldBe(TimeSpan.FromHours(1));
        digest.Files.Count.ShouldBe(2);
    }

    private static string KeyOf(string stamp) => $"AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/111122223333_CloudTrail_us-east-1_20240801T{stamp}Z_x.json.gz";

    private static string DigestKey(string end, string region) =>
        $"AWSLogs/111122223333/CloudTrail-Digest/{region}/2024/08/01/111122223333_CloudTrail-Digest_{region}_trail_us-east-1_20240801T{end.Replace(":", "", StringComparison.Ordinal)}Z.json.gz";

    private static byte[] Call(string time) => Gzip(Encoding.UTF8.GetBytes(
        $$"""{"Records":[{"eventTime":"2024-08-01T{{time}}Z","eventSource":"ssm.amazonaws.com","eventName":"GetParameters","sourceIPAddress":"198.51.100.23","awsRegion":"us-east-1"}]}"""));

    private static string DigestText(string end, IEnumerable<string> files)
    {
        var to = Utc($"2024-08-01T{end}Z");
        var named = files.Select(static key => $$"""{"s3Bucket":"trail","s3Object":"{{key}}","hashValue":"00","hashAlgorithm":"SHA-256"}""");
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"awsAccountId":"111122223333","digestStartTime":"{{to.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}}","digestEndTime":"{{to:yyyy-MM-ddTHH:mm:ssZ}}","digestS3Object":"x","logFiles":[{{string.Join(',', named)}}],"previousDigestSignature":null}""");
    }

    private static IEnumerable<string> Missing((CallFigures? Value, Coverage Coverage) answer) =>
        answer.Coverage.Missing.Select(static gap => string.Create(CultureInfo.InvariantCulture, $"{gap.Start:HH:mm}-{gap.End:HH:mm}"));

    private TrailDigestsTests Digest(string end, string region = "us-east-1", string[]? files = null)
    {
        folder.With(DigestKey(end, region), Gzip(Encoding.UTF8.GetBytes(DigestText(end, files ?? []))));
        return this;
    }

    private Task<(CallFigures? Value, Coverage Coverage)> AskAsync(string? region = null, string asOf = "2024-08-02T00:00:00Z") => AskAsync(new CloudTrailSource(folder.Logs), region, asOf);

    private static async Task<(CallFigures? Value, Coverage Coverage)> AskAsync(CloudTrailSource source, string? region = null, string asOf = "2024-08-02T00:00:00Z")
    {
        var question = Question(EntityKind.IpAddress, "198.51.100.23", "2024-08-01T02:00:00Z", "2024-08-01T07:00:00Z", asOf) with { Region = region };
        var (figures, coverage) = await source.CallsAsync(question, new CallAsk { Hours = true, Groupings = [new([CallColumn.Call])] }, default);
        return (figures, coverage);
    }
}
