using System.Globalization;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.CloudTrail;

public sealed class CloudTrailSourceTests : IDisposable
{
    private const string From = "2024-08-01T00:00Z";
    private const string To = "2024-08-01T01:00Z";
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(EntityKind.IpAddress, "198.51.100.23", null, 2)] // one at the window's end, one copy, one insight, one without a time left out
    [InlineData(EntityKind.IpAddress, "198.51.100.2", null, 1)] // not 198.51.100.23
    [InlineData(EntityKind.IpAddress, "2001:db8:0:0:0:0:0:17", null, 2)]
    [InlineData(EntityKind.IpAddress, "2001:DB8::17", null, 2)]
    [InlineData(EntityKind.IpAddress, "075.050.255.67", null, 1)]
    [InlineData(EntityKind.IpAddress, "61.50.255.67", null, 0)] // what the framework makes of 075
    [InlineData(EntityKind.Role, "app-role", "111122223333", 4)]
    [InlineData(EntityKind.Role, "arn:aws:iam::111122223333:role/teams/app-role", null, 4)]
    [InlineData(EntityKind.Role, "app-role", "999988887777", 0)]
    [InlineData(EntityKind.Role, "app", "111122223333", 0)]
    [InlineData(EntityKind.RoleSession, "AROAEXAMPLEEXAMPLE001:i-0123456789abcdef0", null, 4)]
    [InlineData(EntityKind.Ec2Instance, "i-0123456789abcdef0", null, 4)]
    [InlineData(EntityKind.User, "ana", "111122223333", 2)]
    [InlineData(EntityKind.User, "arn:aws:iam::111122223333:user/ops/ana", null, 2)]
    [InlineData(EntityKind.AccessKey, "AKIAEXAMPLEEXAMPLE02", null, 2)]
    [InlineData(EntityKind.Account, "111122223333", null, 7)] // two copies of one call of a service count once
    [InlineData(EntityKind.UserAgent, "Boto3/1.34 \"quoted\" {braces}", null, 7)]
    [InlineData(EntityKind.Bucket, "ledger-archive", null, 1)]
    public async Task Calls_are_matched_by_what_the_trail_knows_of_the_entity(EntityKind kind, string id, string? account, long count)
    {
        folder.With("records.json", Sample("cloudtrail/records.json"));

        (await ObserveAsync(Question(kind, id, From, To, account: account))).Value?.Count.ShouldBe(count, id);
        (await ObserveAsync(Question(kind, id, From, To, account: account))).Coverage.State.ShouldBe(count == 0 ? CoverageState.Empty : CoverageState.Answered);
    }

    [Fact]
    public async Task An_observation_tells_first_last_names_and_principals()
    {
        folder.With("records.json.gz", Gzip(Sample("cloudtrail/records.json")));

        var observed = (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, "2024-08-01T01:00:01Z"))).Value.ShouldNotBeNull();

        observed.First.ShouldBe(Utc("2024-08-01T00:19:20Z"));
        observed.Last.ShouldBe(Utc("2024-08-01T01:00:00Z"));
        observed.Names.ShouldBe(new Dictionary<string, long> { ["ssm:GetParameters"] = 2, ["dynamodb:ListTables"] = 1 }, ignoreOrder: true);
        observed.Principals.ShouldBe(["arn:aws:iam::111122223333:role/teams/app-role"]);
        observed.FirstWhat.ShouldBe("ssm:GetParameters");
    }

    [Theory]
    [InlineData(EntityKind.Pod)]
    [InlineData(EntityKind.KubernetesSubject)]
    [InlineData(EntityKind.ContainerImage)]
    public async Task What_a_trail_cannot_know_is_not_asked(EntityKind kind)
    {
        var coverage = (await ObserveAsync(Question(kind, "anything", From, To))).Coverage;

        coverage.State.ShouldBe(CoverageState.NotAsked);
        coverage.Reason.ShouldNotBeNull().ShouldContain("CloudTrail does not name");
    }

    [Fact]
    public async Task What_happened_after_the_as_of_time_does_not_exist_yet()
    {
        folder.With("records.json", Sample("cloudtrail/records.json"));

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To, asOf: "2024-08-01T00:19:30Z"));

        answer.Value.ShouldNotBeNull().Count.ShouldBe(1);
        answer.Coverage.Window.ShouldNotBeNull().End.ShouldBe(Utc("2024-08-01T00:19:30Z"));
        answer.Coverage.CompleteUpTo.ShouldBe(Utc("2024-08-01T00:04:30Z"));
        (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To, asOf: From))).Coverage.State.ShouldBe(CoverageState.NotAsked);
    }

    [Fact]
    public async Task A_copy_in_another_object_counts_once()
    {
        folder.With("a.json", Sample("cloudtrail/records.json")).With("b.json", Sample("cloudtrail/array.json")).With("c.jsonl.gz", Gzip(Sample("cloudtrail/lines.jsonl")));

        (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To))).Value.ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lower_cased_records_and_sessions_without_an_issuer_are_read()
    {
        folder.With("odd.json", Sample("cloudtrail/odd.json"));

        (await ObserveAsync(Question(EntityKind.Role, "app-role", From, To, account: "111122223333"))).Value.ShouldNotBeNull().Count.ShouldBe(2);
        (await ObserveAsync(Question(EntityKind.Ec2Instance, "i-0123456789abcdef0", From, To))).Value.ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Silence_is_told_apart_from_having_nothing_to_ask()
    {
        (await ObserveAsync(Question(EntityKind.IpAddress, "192.0.2.9", From, To))).Coverage.State.ShouldBe(CoverageState.NotAsked);
        folder.With("records.json", Sample("cloudtrail/records.json"));

        var silent = (await ObserveAsync(Question(EntityKind.IpAddress, "192.0.2.9", From, To))).Coverage;

        silent.State.ShouldBe(CoverageState.Empty);
        silent.Reason.ShouldBe("no call in 1 object");
        silent.Objects.ShouldBe(1);
    }

    [Fact]
    public async Task A_place_that_cannot_be_listed_is_unavailable()
    {
        var answer = await new CloudTrailSource(new FolderLogs(Path.Combine(folder.Root, "nowhere"))).ObserveAsync(Question(EntityKind.IpAddress, "192.0.2.9", From, To), default);

        answer.Coverage.State.ShouldBe(CoverageState.Unavailable);
        answer.Coverage.Reason.ShouldNotBeNull().ShouldContain("does not exist");
    }

    [Fact]
    public async Task Damage_is_noted_and_what_was_readable_counts()
    {
        var trail = Trail(3_000);
        folder.With(Key("0005"), Gzip(trail)[..^2_000])
            .With(Key("0010"), [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
            .With(Key("0015"), "this is no trail")
            .With(Key("0020"), """{"Records":[{"eventName":"Broken","sourceIPAddress":"198.51.100.23","eventTime":nonsense}]}""");

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To));

        answer.Value.ShouldNotBeNull().Count.ShouldBeInRange(500, 2_999);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain(note => note.StartsWith("1 object could not be read: ", StringComparison.Ordinal) && note.Contains("T0010Z", StringComparison.Ordinal));
        answer.Coverage.Notes.ShouldContain(note => note.StartsWith("1 object cut off, counted as far as readable: ", StringComparison.Ordinal) && note.Contains("T0005Z", StringComparison.Ordinal));
        answer.Coverage.Notes.ShouldContain(note => note.StartsWith("1 object with text that is no such log: ", StringComparison.Ordinal) && note.Contains("T0015Z", StringComparison.Ordinal));
        answer.Coverage.Notes.ShouldContain("1 record passed over: no time, no operation or no JSON");
    }

    [Fact]
    public async Task Only_unreadable_objects_are_no_answer()
    {
        folder.With(Key("0010"), [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To))).Coverage.State.ShouldBe(CoverageState.Unavailable);
    }

    [Fact]
    public async Task Hours_without_an_object_and_time_before_retention_are_said()
    {
        foreach (var stamp in new[] { "0205", "0305", "0605" }) folder.With(Key(stamp), """{"Records":[]}""");

        var coverage = (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, "2024-08-01T07:00Z"))).Coverage;

        coverage.RetainedFrom.ShouldBe(Utc("2024-08-01T02:05Z"));
        coverage.Missing.ShouldBe([new TimeWindow(Utc("2024-08-01T04:00Z"), Utc("2024-08-01T05:00Z"))]);
        coverage.Notes.ShouldBeEmpty(); // each is said once
        LogGaps.Sentences(coverage).ShouldBe(["nothing is held from before 1 Aug 2024 02:05 UTC", "no object for 1 hour of the window: 1 Aug 2024 04:00 – 05:00 UTC"]);
    }

    [Fact]
    public async Task A_question_ends_when_it_is_cancelled()
    {
        folder.With("records.json", Sample("cloudtrail/records.json"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new CloudTrailSource(folder.Logs).ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To), cancelled.Token));
    }

    private static string Key(string stamp) => $"AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/111122223333_CloudTrail_us-east-1_20240801T{stamp}Z_abcdefgh.json.gz";

    private static byte[] Trail(int calls)
    {
        var text = new StringBuilder("""{"Records":[""");
        for (var i = 0; i < calls; i++) text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}{GeneratedTrail.Record(i)}");
        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question) => new CloudTrailSource(folder.Logs).ObserveAsync(question, default);
}
