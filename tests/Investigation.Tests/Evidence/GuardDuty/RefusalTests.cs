using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>What is refused, where, and what is not.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("accountId")]
    [InlineData("region")]
    [InlineData("id")]
    [InlineData("type")]
    [InlineData("severity")]
    [InlineData("updatedAt")]
    public void A_missing_required_member_is_refused_with_its_path(string member)
    {
        var refused = Documents.Refused(Documents.Altered(root => WithoutArn(root).Remove(member)), "$.detail");
        refused.Path.ShouldBe("$.detail." + member);
        refused.Reason.ShouldStartWith("is missing");
        Documents.Refused(Documents.Altered(root => WithoutArn(root)[member] = null)).Reason.ShouldStartWith("is missing");

        static JsonObject WithoutArn(JsonObject root)
        {
            root.Remove("arn");
            return root;
        }
    }

    [Fact]
    public void A_missing_region_is_the_arn_s() =>
        Documents.Read(Documents.Altered(static root => root.Remove("region"))).Id.Region.ShouldBe("us-east-1");

    [Theory]
    [InlineData("accountId", "\"123456789012345678901\"")]
    [InlineData("accountId", "\"12345\"")]
    [InlineData("accountId", "\"11112222333a\"")]
    [InlineData("accountId", "-1")]
    [InlineData("accountId", "1e400")]
    [InlineData("accountId", "{}")]
    [InlineData("region", "\"us-east-1/../x\"")]
    [InlineData("region", "\"useast1\"")]
    [InlineData("region", "\"US-EAST-1\"")]
    [InlineData("region", "\"aws-global\"")]
    [InlineData("id", "\"\"")]
    [InlineData("id", "\"a b\"")]
    [InlineData("id", "\"a\\nb\"")]
    [InlineData("id", "\"a\\u202eb\"")]
    [InlineData("type", "\"a\\u0007b\"")]
    [InlineData("severity", "-0.1")]
    [InlineData("severity", "10.1")]
    [InlineData("severity", "1e999")]
    [InlineData("severity", "\"high\"")]
    [InlineData("severity", "[]")]
    [InlineData("updatedAt", "\"yesterday\"")]
    [InlineData("updatedAt", "\"9999-12-31T23:59:59Z\"")]
    [InlineData("updatedAt", "1e300")]
    [InlineData("updatedAt", "-5")]
    [InlineData("createdAt", "\"2024-13-01T00:00:00Z\"")]
    public void A_malformed_member_is_refused_with_its_path_and_what_would_work(string member, string value)
    {
        var refused = Documents.Refused(Replaced(member, value));
        refused.Path.ShouldBe("$." + member);
        refused.Reason.ShouldContain("needed");
    }

    [Fact]
    public void Ids_and_types_have_a_longest_length()
    {
        Documents.Read(Replaced("id", $"\"{new string('a', 300)}\"")).Id.Id.Length.ShouldBe(300);
        Documents.Refused(Replaced("id", $"\"{new string('a', 301)}\"")).Path.ShouldBe("$.id");
        Documents.Refused(Replaced("type", $"\"{new string('a', 201)}\"")).Path.ShouldBe("$.type");
    }

    [Theory]
    [InlineData("us-gov-west-1")]
    [InlineData("ap-southeast-7")]
    [InlineData("cn-northwest-1")]
    [InlineData("us-isob-east-1")]
    [InlineData("eusc-de-east-1")]
    public void Regions_of_all_partitions_are_accepted(string region) => Documents.Read(Replaced("region", $"\"{region}\"")).Id.Region.ShouldBe(region);

    [Fact]
    public void The_path_is_written_as_the_document_writes_it()
    {
        var json = Documents.Altered(static root => root["Severity"] = 11, "network-connection-instance");
        Documents.Refused(json, "$.detail").Path.ShouldBe("$.detail.Severity");
    }

    [Fact]
    public void Observation_times_that_are_present_but_unreadable_refuse()
    {
        var json = Documents.Altered(static root => root["service"]!["eventLastSeen"] = "18:42");
        Documents.Refused(json).Path.ShouldBe("$.service.eventLastSeen");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}garbage")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1")]
    [InlineData("nope")]
    public void What_is_not_json_is_refused_with_the_place(string json) => Documents.Refused(Encoding.UTF8.GetBytes(json), "$.detail").ShouldSatisfyAllConditions(
        static refused => refused.Path.ShouldBe("$.detail"), static refused => refused.Reason.ShouldStartWith("is not JSON (line 1, byte "));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    public void What_is_no_object_is_refused(string json) => Documents.Refused(Encoding.UTF8.GetBytes(json)).Reason.ShouldStartWith("is not a JSON object");

    [Fact]
    public void An_element_that_is_missing_is_refused() =>
        GuardDutyFindingReader.Read(default(JsonElement), "$.detail").ShouldBeOfType<FindingRefused>().Path.ShouldBe("$.detail");

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        byte[] json = [.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Documents.Refused(json).Reason.ShouldStartWith("is not valid UTF-8");
    }

    [Theory]
    [InlineData("\"title\":\"twice\",")]
    [InlineData("\"titl\\u0065\":\"twice\",")]
    public void A_property_written_twice_is_refused(string first)
    {
        var json = Encoding.UTF8.GetString(Documents.Sample("api-call-role-session"));
        Documents.Refused(Encoding.UTF8.GetBytes("{" + first + json[(json.IndexOf('{', StringComparison.Ordinal) + 1)..])).Reason.ShouldContain("\"title\" twice");
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    [InlineData(100_000, true)]
    public void Nesting_has_a_bound(int levels, bool isRefused)
    {
        var json = Replaced("description", new string('[', levels - 1) + new string(']', levels - 1));
        if (isRefused) Documents.Refused(json).Reason.ShouldContain("nested deeper than 64 levels");
        else Documents.Read(json).Description.ShouldBe("");
    }

    [Fact]
    public void Size_members_and_values_have_bounds()
    {
        Documents.Refused(new byte[3_000_000]).Reason.ShouldContain("bytes long");
        Documents.Refused(Replaced("description", "{" + string.Join(',', Enumerable.Range(0, 501).Select(static i => $"\"m{i}\":0")) + "}")).Reason.ShouldContain("500 members");
        Documents.Refused(Replaced("description", "[" + string.Join(',', Enumerable.Repeat("0", 100_001)) + "]")).Reason.ShouldContain("100000 values");
    }

    /// <summary>The sample with one member's value replaced by raw JSON.</summary>
    private static byte[] Replaced(string member, string value)
    {
        const string Mark = "\"the value stands here\"";
        var json = Encoding.UTF8.GetString(Documents.Altered(root => root[member] = JsonNode.Parse(Mark)));
        return Encoding.UTF8.GetBytes(json.Replace(Mark, value, StringComparison.Ordinal));
    }
}
