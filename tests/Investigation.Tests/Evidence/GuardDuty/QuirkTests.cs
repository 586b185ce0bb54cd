using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>What senders do to findings, and what must not stop one from being read.</summary>
public class QuirkTests
{
    [Theory]
    [InlineData("2024-08-01T00:20:00Z", "2024-08-01T00:20:00Z")]
    [InlineData("2024-08-01T00:20:00.000Z", "2024-08-01T00:20:00Z")]
    [InlineData("2024-08-01T00:20:00.5", "2024-08-01T00:20:00.5Z")]
    [InlineData("2024-08-01 00:20:00.721", "2024-08-01T00:20:00.721Z")]
    [InlineData("2024-08-01 00:20:00.123456789", "2024-08-01T00:20:00.123456Z")]
    [InlineData("2024-08-01 05:50:00+05:30", "2024-08-01T00:20:00Z")]
    [InlineData("2024-08-01T00:20:00.000+0000", "2024-08-01T00:20:00Z")]
    [InlineData("1722471600", "2024-08-01T00:20:00Z")]
    [InlineData("1722471600.218", "2024-08-01T00:20:00.218Z")]
    [InlineData("1722471600000", "2024-08-01T00:20:00Z")]
    [InlineData("1.7224716E9", "2024-08-01T00:20:00Z")]
    public void Times_are_read_in_every_form(string written, string expected)
    {
        var time = DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);
        Documents.Read(Documents.Altered(root => root["service"]!["eventFirstSeen"] = written)).FirstSeen.ShouldBe(time);
        if (!decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return;
        Documents.Read(Documents.Altered(root => root["service"]!["eventFirstSeen"] = JsonNode.Parse(written))).FirstSeen.ShouldBe(time);
    }

    [Fact]
    public void Times_fall_back_on_the_next_best()
    {
        var bare = Documents.Read(Documents.Altered(static root => root.Remove("service")));
        (bare.FirstSeen, bare.LastSeen).ShouldBe((bare.CreatedAt, bare.UpdatedAt));
        bare.Count.ShouldBe(1);
        var barest = Documents.Read(Documents.Altered(static root => { root.Remove("service"); root["createdAt"] = ""; }));
        (barest.FirstSeen, barest.CreatedAt).ShouldBe((barest.UpdatedAt, barest.UpdatedAt));
    }

    [Fact]
    public void Times_in_the_wrong_order_are_put_in_order()
    {
        var finding = Documents.Read(Documents.Altered(static root => root["service"]!["eventLastSeen"] = "2024-07-31T00:00:00Z"));
        finding.FirstSeen.ShouldBe(new DateTimeOffset(2024, 7, 31, 0, 0, 0, TimeSpan.Zero));
        finding.LastSeen.ShouldBe(new DateTimeOffset(2024, 8, 1, 0, 20, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-3", 1)]
    [InlineData("\"25\"", 25)]
    [InlineData("25.0", 25)]
    [InlineData("2.5", 1)]
    [InlineData("1e300", 1)]
    [InlineData("\"many\"", 1)]
    [InlineData("99999999999", int.MaxValue)]
    public void Counts_are_at_least_one_and_bounded(string written, long expected)
    {
        const string Mark = "4711";
        var json = Encoding.UTF8.GetString(Documents.Altered(static root => root["service"]!["count"] = 4711)).Replace("\"count\":" + Mark, "\"count\":" + written, StringComparison.Ordinal);
        Documents.Read(Encoding.UTF8.GetBytes(json)).Count.ShouldBe(expected);
    }

    [Fact]
    public void An_account_that_lost_its_leading_zero_as_a_number_gets_it_back() =>
        Documents.Read(Documents.Altered(static root => root["accountId"] = 11122223333)).Id.Account.ShouldBe("011122223333");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("\"8.7\"", 8.7)]
    public void Severities_from_0_to_10_are_read_as_number_or_text(string written, double expected) =>
        Documents.Read(Documents.Altered(root => root["severity"] = JsonNode.Parse(written))).Severity.Value.ShouldBe(expected);

    [Fact]
    public void Null_characters_are_removed_and_half_surrogates_replaced()
    {
        var json = Encoding.UTF8.GetString(Documents.Altered(static root => { root["title"] = "TITLE"; root["description"] = "TEXT"; }))
            .Replace("TITLE", "a\\u0000b", StringComparison.Ordinal).Replace("TEXT", "x\\ud800y \\ud83d\\udd12 \\\\ud800 \\uDC00", StringComparison.Ordinal);
        var finding = Documents.Read(Encoding.UTF8.GetBytes(json));
        finding.Title.ShouldBe("ab");
        finding.Description.ShouldBe("x\uFFFDy \U0001F512 \\ud800 \uFFFD");
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Documents.Read([.. "\uFEFF"u8, .. Documents.Sample("api-call-role-session")]).Count.ShouldBe(41);

    [Fact]
    public void An_element_of_an_envelope_is_read_as_its_bytes_are()
    {
        using var envelope = JsonDocument.Parse("{\"detail\":" + Encoding.UTF8.GetString(Documents.Sample("attack-sequence")) + "}");
        var finding = GuardDutyFindingReader.Read(envelope.RootElement.GetProperty("detail"), "$.detail").ShouldBeOfType<FindingRead>().Finding;
        finding.Id.ShouldBe(Documents.Read("attack-sequence").Id);
    }

    [Fact]
    public void Addresses_that_are_none_are_no_actors()
    {
        var json = Documents.Altered(static root => root["service"]!["action"]!["awsApiCallAction"]!["remoteIpDetails"]!["ipAddressV4"] = "075.050.255.67");
        Documents.Read(json).Actors.ShouldBeEmpty();
    }

    [Fact]
    public void Members_of_an_unexpected_shape_are_left_out()
    {
        var json = Documents.Altered(static root =>
        {
            root["title"] = new JsonArray(1, 2);
            root["resource"] = "text";
            root["service"]!["action"] = new JsonArray();
            root["service"]!["additionalInfo"] = 17;
            root["service"]!["evidence"] = "none";
        });
        var finding = Documents.Read(json);
        finding.Title.ShouldBe(finding.Type.Text);
        finding.Resources.ShouldBeEmpty();
        finding.Action.ShouldBeNull();
        finding.Actors.ShouldBeEmpty();
        finding.Details.ShouldBeEmpty();
    }

    [Fact]
    public void Additional_info_that_is_no_json_is_kept_as_text()
    {
        var json = Documents.Altered(static root => root["service"]!["additionalInfo"] = new JsonObject { ["value"] = "{broken", ["type"] = "default" });
        Documents.Read(json).Details.ShouldContain(new KeyValuePair<string, string>("additionalInfo.value", "{broken"));
    }

    [Fact]
    public void Details_are_bounded_in_number_and_length()
    {
        var json = Documents.Altered(static root =>
        {
            var info = new JsonObject { ["long"] = new string('x', 5_000), ["emoji"] = string.Concat(Enumerable.Repeat("\U0001F512", 3_000)) };
            for (var i = 0; i < 450; i++) info["n" + i] = new JsonObject { [new string('k', 500)] = i };
            root["service"]!["additionalInfo"] = info;
        });
        var details = Documents.Read(json).Details;
        details.Count.ShouldBe(200);
        details.ShouldAllBe(static detail => detail.Value.Length <= 2_000 && detail.Key.Length <= 200);
        details.ShouldAllBe(static detail => detail.Value.IsNormalized());
    }

    [Fact]
    public void Actors_are_bounded()
    {
        var json = Documents.Altered(
            static root => root["service"]!["action"]!["portProbeAction"]!["portProbeDetails"] = new JsonArray(
                [.. Enumerable.Range(0, 2_000).Select(static i => new JsonObject { ["remoteIpDetails"] = new JsonObject { ["ipAddressV4"] = $"10.0.{i / 250}.{i % 250}" } })]),
            "port-probe-instance");
        Documents.Read(json).Actors.Count.ShouldBe(400);
    }
}
