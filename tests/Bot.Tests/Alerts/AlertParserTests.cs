using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Alerts;

public sealed class AlertParserTests
{
    [Fact]
    public void An_event_a_bare_finding_and_an_SNS_message_hold_the_same_finding()
    {
        var finding = SomeFinding.Json(1);
        var sns = new JsonObject { ["Type"] = "Notification", ["TopicArn"] = "arn:aws:sns:us-east-1:111122223333:t", ["Message"] = SomeFinding.Event(finding.DeepClone().AsObject()).ToJsonString() };
        foreach (var form in new JsonNode[] { finding.DeepClone(), SomeFinding.Event(finding.DeepClone().AsObject()), sns })
            One(form).ShouldBeOfType<FindingItem>().Finding.Id.Id.ShouldBe(finding["id"]!.GetValue<string>());
    }

    [Fact]
    public void The_document_kept_is_the_finding_alone_and_as_it_came()
    {
        const string Odd = """{"unknownField": [1,  2],"accountId":"111122223333","region":"us-east-1","id":"a","type":"T:R/F","severity":5,"updatedAt":"2026-03-01T10:00:00Z"}""";
        var item = Parse($$"""{"detail-type":"GuardDuty Finding","source":"aws.guardduty","time":"2026-03-01T11:00:00+01:00","detail":{{Odd}}}""").ShouldHaveSingleItem().ShouldBeOfType<FindingItem>();
        item.Document.ShouldBe(Odd);
        item.SentAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Everything_in_an_array_has_its_place_and_path()
    {
        var wrong = SomeFinding.Event(SomeFinding.Json(2));
        wrong["detail"]!["severity"] = "very";
        var items = AlertParser.Parse(Bytes(new JsonArray(SomeFinding.Json(1), Event("aws.health", "AWS Health Event"), 5, wrong)));
        items.Select(static item => item.Index).ShouldBe([0, 1, 2, 3]);
        items[1].ShouldBeOfType<IgnoredItem>().Reason.ShouldContain("AWS Health Event");
        items[2].ShouldBeOfType<RefusedItem>().Path.ShouldBe("$[2]");
        items[3].ShouldBeOfType<RefusedItem>().Path.ShouldBe("$[3].detail.severity");
    }

    [Fact]
    public void The_answer_of_GetFindings_is_taken() =>
        AlertParser.Parse(Bytes(new JsonObject { ["NextToken"] = "", ["Findings"] = new JsonArray(SomeFinding.Json(1), SomeFinding.Json(2)) })).Count(static item => item is FindingItem).ShouldBe(2);

    [Theory]
    [InlineData("aws.guardduty", "GuardDuty Malware Protection Object Scan Result")]
    [InlineData("aws.s3", "Object Created")]
    [InlineData("example.app", "GuardDuty Finding")]
    public void Other_events_are_ignored(string source, string detailType) => One(Event(source, detailType)).ShouldBeOfType<IgnoredItem>();

    [Theory]
    [InlineData("", "$")]
    [InlineData("{", "$")]
    [InlineData("5", "$")]
    [InlineData("null", "$")]
    [InlineData("[[]]", "$[0]")]
    [InlineData("{}", "$.accountId")]
    [InlineData("""{"detail":{}}""", "$.detail-type")]
    [InlineData("""{"detail-type":"GuardDuty Finding"}""", "$.detail")]
    [InlineData("""{"detail-type":"GuardDuty Finding","detail":7}""", "$.detail")]
    [InlineData("""{"Type":"Notification","TopicArn":"t","Message":"hello"}""", "$.Message")]
    [InlineData("""{"detail-type":"\ud800","detail":{}}""", "$")]
    [InlineData("""[{"Type":"Notification","TopicArn":"t","Message":"{\"detail-type\":\"GuardDuty Finding\",\"detail\":{}}"}]""", "$[0].Message.detail.accountId")]
    public void What_is_wrong_names_its_path(string json, string path)
    {
        var refused = Parse(json).ShouldHaveSingleItem().ShouldBeOfType<RefusedItem>();
        refused.Path.ShouldBe(path);
        refused.Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_no_text_and_nesting_without_end_are_refused()
    {
        AlertParser.Parse(new byte[] { 0x22, 0xFF, 0xFE, 0x22 }).ShouldHaveSingleItem().ShouldBeOfType<RefusedItem>();
        Parse(new string('[', 100_000)).ShouldHaveSingleItem().ShouldBeOfType<RefusedItem>();
    }

    private static JsonObject Event(string source, string detailType) => new() { ["source"] = source, ["detail-type"] = detailType, ["detail"] = new JsonObject() };

    private static AlertItem One(JsonNode json) => AlertParser.Parse(Bytes(json)).ShouldHaveSingleItem();

    private static byte[] Bytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json);

    private static IReadOnlyList<AlertItem> Parse(string json) => AlertParser.Parse(Encoding.UTF8.GetBytes(json));
}
