using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.CloudTrail;

public sealed class TrailCallsTests : IDisposable
{
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Assumptions_of_a_role_are_counted_by_who_asked_failed_ones_too()
    {
        Put("0105", Assume("AssumeRole", "app", "192.0.2.1"), Assume("AssumeRoleWithSAML", "app", "192.0.2.2"), Assume("AssumeRoleWithWebIdentity", "app", "192.0.2.2", """ "errorCode":"AccessDenied","""), Assume("AssumeRole", "application", "192.0.2.3"), Assume("GetSessionToken", "app", "192.0.2.4"));
        var ask = new CallAsk { Relation = CallRelation.Assumed, Groupings = [new([CallColumn.Address]), new([CallColumn.Resource])] };

        foreach (var id in new[] { "app", "arn:aws:iam::111122223333:role/teams/app" })
        {
            var figures = (await CallsAsync(Question(EntityKind.Role, id, "2024-08-01T00:00Z", "2024-08-01T03:00Z", account: "111122223333"), ask)).Value.ShouldNotBeNull();
            figures.Tables[0].Rows.Select(row => (row.Values[0], row.Scope)).ShouldBe([("192.0.2.2", new CallCount(1, 1)), ("192.0.2.1", new CallCount(1, 0))]);
            figures.Tables[1].Rows.ShouldHaveSingleItem().Values.ShouldBe(["arn:aws:iam::111122223333:role/teams/app"]);
        }

        (await CallsAsync(Question(EntityKind.Role, "app", "2024-08-01T00:00Z", "2024-08-01T03:00Z", account: "999988887777"), ask)).Coverage.State.ShouldBe(CoverageState.Empty);
        (await CallsAsync(Question(EntityKind.User, "app", "2024-08-01T00:00Z", "2024-08-01T03:00Z"), ask)).Coverage.State.ShouldBe(CoverageState.NotAsked);
    }

    [Fact]
    public async Task Hours_without_calls_are_there_when_an_object_covers_them_and_absent_when_none_does()
    {
        Put("0030", Assume("AssumeRole", "app", "192.0.2.1"));
        Put("0130");
        Put("0430");
        var question = Question(EntityKind.IpAddress, "192.0.2.1", "2024-08-01T01:00Z", "2024-08-01T05:00Z") with { Baseline = new TimeWindow(Utc("2024-08-01T00:00Z"), Utc("2024-08-01T01:00Z")) };

        var answer = await CallsAsync(question, new CallAsk { Hours = true });

        answer.Value.ShouldNotBeNull().Hours.Select(hour => (hour.Hour.Hour, hour.Count.All)).ShouldBe([(0, 1), (1, 0), (4, 0)]);
        answer.Coverage.Missing.ShouldBe([new TimeWindow(Utc("2024-08-01T02:00Z"), Utc("2024-08-01T04:00Z"))]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(400)] // larger than what is read whole
    public async Task A_needle_is_found_wherever_it_stands(int at)
    {
        List<string> records = [.. Enumerable.Range(0, 401).Select(i => Assume("AssumeRole", "app", i == at ? "192.0.2.77" : $"192.0.2.7{i % 7}", $"\"pad\":\"{new string('x', 2_000)}\","))];
        Put("0030", [.. records]);
        Put("0035", [.. records.Take(8)]);
        Put("0040", Assume("AssumeRole", "app", "192.0.2.1", "\"pad\":\"192.0.2.77 {[\\\"\","));
        folder.With(Key("0045"), Gzip("""{"x":"192.0.2.77","Records":[{"eventTime":"2024-08-01T00:30:00Z","eventName":"Do","sourceIPAddress":"192.0.2.5"}],"y":["192.0.2.77"]}"""u8.ToArray()));

        var answer = await CallsAsync(Question(EntityKind.IpAddress, "192.0.2.77", "2024-08-01T00:00Z", "2024-08-01T05:00Z"), new CallAsk { Hours = true });

        answer.Value.ShouldNotBeNull().Hours.Sum(hour => hour.Count.All).ShouldBe(at < 8 ? 2 : 1);
    }

    private static string Assume(string name, string role, string address, string more = "") =>
        $$"""{ {{more}} "eventTime":"2024-08-01T00:20:00Z","eventSource":"sts.amazonaws.com","eventName":"{{name}}","sourceIPAddress":"{{address}}","userIdentity":{"type":"AWSAccount","accountId":"444455556666"},"requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/teams/{{role}}"} }""";

    private static string Key(string stamp) => $"AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/111122223333_CloudTrail_us-east-1_20240801T{stamp}Z_abcdefgh.json.gz";

    private void Put(string stamp, params string[] records) => folder.With(Key(stamp), Gzip(System.Text.Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}""")));

    private Task<EvidenceAnswer<CallFigures>> CallsAsync(EvidenceQuestion question, CallAsk ask) => new CloudTrailSource(folder.Logs).CallsAsync(question, ask, default);
}
