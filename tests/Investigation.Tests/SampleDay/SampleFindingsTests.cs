using System.Globalization;
using System.Text.Json;

namespace ChatOps.Investigation.SampleDay;

public sealed class SampleFindingsTests
{
    private const string Unauthorized = "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom";
    private const string Recon = "Recon:IAMUser/MaliciousIPCaller.Custom";

    [Fact]
    public void There_are_25_findings_with_the_times_types_and_severities_of_the_day()
    {
        string[] hourly =
        [
            .. Enumerable.Range(2, 12).Select(hour => Say($"{hour:D2}:41 {hour + 1:D2}:31 {(hour % 2 == 0 ? Unauthorized : Recon)} 5")),
        ];
        string[] expected =
        [
            $"00:17 00:17 {Unauthorized} 5",
            $"00:20 00:54 {Unauthorized} 5",
            "00:20 18:25 CryptoCurrency:EC2/BitcoinTool.B!DNS 8",
            "00:20 18:25 Backdoor:EC2/C&CActivity.B!DNS 8",
            "00:20 18:20 Trojan:EC2/DNSDataExfiltration!DNS 8",
            "00:20 18:35 Recon:EC2/Portscan 5",
            $"00:21 00:54 {Recon} 5",
            "00:25 18:40 CryptoCurrency:Runtime/BitcoinTool.B!DNS 8",
            .. hourly,
            $"16:44 17:40 {Recon} 5",
            $"17:41 18:33 {Recon} 5",
            $"17:42 18:31 {Unauthorized} 5",
            $"18:42 18:42 {Unauthorized} 5",
            $"18:42 18:42 {Recon} 5",
        ];

        CommittedSample.FinalFindings.Select(Line).ShouldBe(expected, ignoreOrder: true);

        static string Line(JsonElement finding) => Say(
            $"{Seen(finding, "eventFirstSeen"):HH:mm} {Seen(finding, "eventLastSeen"):HH:mm} {finding.GetProperty("type")} {finding.GetProperty("severity")}");
    }

    [Fact]
    public void They_span_18h25m_from_0017_to_1842()
    {
        var first = CommittedSample.FinalFindings.Min(finding => Seen(finding, "eventFirstSeen"));
        var last = CommittedSample.FinalFindings.Max(finding => Seen(finding, "eventLastSeen"));

        (last - first).ShouldBe(new TimeSpan(18, 25, 0));
        first.ShouldBe(CommittedSample.Day.AddMinutes(17));
    }

    [Fact]
    public void The_story_starts_from_GetParameters_seen_41_times_and_once_reported_as_DescribeParameters()
    {
        var deliveries = CommittedSample.Deliveries.Select(delivery => delivery.GetProperty("detail"))
            .Where(detail => Seen(detail, "eventFirstSeen") == CommittedSample.Day.AddMinutes(20) && Api(detail) is not null)
            .ToArray();

        deliveries.Select(detail => Say($"{Count(detail)} {Api(detail)} {Seen(detail, "eventLastSeen"):HH:mm} {Updated(detail):HH:mm}"))
            .ShouldBe(["12 GetParameters 00:23 00:25", "26 DescribeParameters 00:38 00:41", "41 GetParameters 00:54 00:58"]);
        deliveries.Select(detail => detail.GetProperty("id").GetString()).Distinct().ShouldHaveSingleItem();
        deliveries[^1].GetProperty("title").GetString().ShouldBe("GetParameters called from 198.51.100.23, an address on threat list S3BadIpAddressList");
    }

    [Fact]
    public void Every_finding_is_associated_with_the_address_as_actor_or_through_its_instance()
    {
        foreach (var finding in CommittedSample.FinalFindings)
        {
            var instance = finding.GetProperty("resource").GetProperty("instanceDetails").GetProperty("networkInterfaces")[0];
            instance.GetProperty("publicIp").GetString().ShouldBe(CommittedSample.Address);
            instance.GetProperty("privateIpAddress").GetString().ShouldBe(CommittedSample.PrivateIp);
            if (finding.GetProperty("service").GetProperty("action").TryGetProperty("awsApiCallAction", out var call))
                call.GetProperty("remoteIpDetails").GetProperty("ipAddressV4").GetString().ShouldBe(CommittedSample.Address);
        }
    }

    [Fact]
    public void A_refused_call_carries_its_error()
    {
        CommittedSample.FinalFindings.Where(finding => Api(finding) == "ListTables").ShouldNotBeEmpty();
        foreach (var finding in CommittedSample.FinalFindings.Where(finding => Api(finding) is not null))
        {
            var call = finding.GetProperty("service").GetProperty("action").GetProperty("awsApiCallAction");
            var error = call.TryGetProperty("errorCode", out var code) ? code.GetString() : null;
            error.ShouldBe(Api(finding) == "ListTables" ? "AccessDenied" : null);
        }
    }

    [Fact]
    public void Deliveries_come_in_order_and_none_after_the_clock_ends_at_1910()
    {
        var times = CommittedSample.Deliveries.Select(delivery => CommittedSample.Time(delivery.GetProperty("time"))).ToArray();

        times.ShouldBeInOrder();
        times[^1].ShouldBeLessThanOrEqualTo(CommittedSample.Day.AddHours(19).AddMinutes(10));
        CommittedSample.Deliveries.Select(delivery => delivery.GetProperty("id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public void Updates_of_a_finding_come_15_minutes_apart_or_more_with_higher_counts_and_never_look_ahead()
    {
        foreach (var finding in CommittedSample.Deliveries.GroupBy(delivery => delivery.GetProperty("detail").GetProperty("id").GetString()))
        {
            var details = finding.Select(delivery => delivery.GetProperty("detail")).ToArray();
            details.ShouldAllBe(detail => Seen(detail, "eventLastSeen") < Updated(detail));
            details.Select(detail => detail.GetProperty("createdAt").GetString()).Distinct().ShouldHaveSingleItem();
            (Updated(details[0]) - Seen(details[0], "eventFirstSeen")).ShouldBeLessThan(TimeSpan.FromMinutes(6));
            foreach (var (earlier, later) in details.Zip(details.Skip(1)))
            {
                (Updated(later) - Updated(earlier)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(15));
                Count(later).ShouldBeGreaterThan(Count(earlier));
                Seen(later, "eventLastSeen").ShouldBeGreaterThan(Seen(earlier, "eventLastSeen"));
            }
        }
    }

    private static DateTimeOffset Seen(JsonElement finding, string name) => CommittedSample.Time(finding.GetProperty("service").GetProperty(name));

    private static DateTimeOffset Updated(JsonElement finding) => CommittedSample.Time(finding.GetProperty("updatedAt"));

    private static int Count(JsonElement finding) => finding.GetProperty("service").GetProperty("count").GetInt32();

    private static string? Api(JsonElement finding) =>
        finding.GetProperty("service").GetProperty("action").TryGetProperty("awsApiCallAction", out var call) ? call.GetProperty("api").GetString() : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
