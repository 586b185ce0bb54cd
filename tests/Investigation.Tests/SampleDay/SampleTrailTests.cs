namespace ChatOps.Investigation.SampleDay;

public sealed class SampleTrailTests
{
    private static IEnumerable<Call> FromTheAddress => CommittedSample.Calls.Where(call => call.From == CommittedSample.Address);

    [Fact]
    public void The_address_made_7235_calls_as_one_principal_and_541_of_a_thousand_succeeded()
    {
        FromTheAddress.Count().ShouldBe(7_235);
        FromTheAddress.Select(call => call.Principal).Distinct().ShouldHaveSingleItem().ShouldEndWith(":i-0c79413d9f0d9941e");
        Math.Round(100.0 * FromTheAddress.Count(call => call.Error is null) / FromTheAddress.Count(), 1).ShouldBe(54.1);
    }

    [Fact]
    public void Its_calls_span_18h34m_from_0019_to_1853()
    {
        var first = FromTheAddress.Min(call => call.At);
        var last = FromTheAddress.Max(call => call.At);

        first.ToString("yyyy-MM-dd HH:mm", null).ShouldBe("2024-08-01 00:19");
        last.ToString("yyyy-MM-dd HH:mm", null).ShouldBe("2024-08-01 18:53");
        Math.Floor((last - first).TotalMinutes).ShouldBe((18 * 60) + 34);
    }

    [Fact]
    public void Calls_after_the_last_finding_at_1842_number_72() =>
        FromTheAddress.Count(call => call.At > CommittedSample.Day.AddHours(18).AddMinutes(42)).ShouldBe(72);

    [Fact]
    public void From_1100_to_1200_the_role_made_212_successful_and_180_refused_calls()
    {
        var hour = CommittedSample.Calls.Where(call => call.At >= CommittedSample.Day.AddHours(11) && call.At < CommittedSample.Day.AddHours(12)).ToArray();

        hour.Count(call => call.Error is null).ShouldBe(212);
        hour.Count(call => call.Error == "AccessDenied").ShouldBe(180);
        hour.ShouldNotContain(call => call.From != CommittedSample.Address);
    }

    [Theory]
    [InlineData("ssm.amazonaws.com", "GetParameters", 60, true)]
    [InlineData("ssm.amazonaws.com", "DescribeParameters", 60, true)]
    [InlineData("ssm.amazonaws.com", "UpdateInstanceInformation", 14, true)]
    [InlineData("ssm.amazonaws.com", "UpdateInstanceAssociationStatus", 8, true)]
    [InlineData("ssm.amazonaws.com", "ListInstanceAssociations", 6, true)]
    [InlineData("ssm.amazonaws.com", "PutInventory", 2, true)]
    [InlineData("ssm.amazonaws.com", "PutComplianceItems", 2, true)]
    [InlineData("s3.amazonaws.com", "ListBuckets", 60, true)]
    [InlineData("iam.amazonaws.com", "GetUser", 60, false)]
    [InlineData("iam.amazonaws.com", "CreateUser", 60, false)]
    [InlineData("dynamodb.amazonaws.com", "ListTables", 60, false)]
    public void Every_full_hour_has_the_same_mix(string service, string name, int count, bool succeeds)
    {
        var calls = FromTheAddress.Where(call => call.Service == service && call.Name == name).ToArray();

        calls.ShouldNotContain(call => (call.Error == null) != succeeds);
        foreach (var hour in Enumerable.Range(1, 17))
            calls.Count(call => call.At.Hour == hour).ShouldBe(count, $"{name} at {hour}:00");
        ((double)calls.Count(call => call.At.Hour is 0 or 18)).ShouldBe(count * 571 / 392.0, tolerance: 1);
    }

    [Fact]
    public void The_two_partial_hours_hold_571_calls() => FromTheAddress.Count(call => call.At.Hour is 0 or 18).ShouldBe(571);

    [Fact]
    public void Ten_other_addresses_made_53_to_56_successful_calls_each_between_1700_and_1900_almost_all_of_them_ssm()
    {
        var others = CommittedSample.Calls.Where(call => call.At >= CommittedSample.Day && call.From != CommittedSample.Address).ToArray();

        others.ShouldNotContain(call => call.Error != null || call.At.Hour < 17 || call.At.Hour >= 19);
        others.GroupBy(call => call.From).Count().ShouldBe(10);
        others.GroupBy(call => call.From).Min(address => address.Count()).ShouldBe(53);
        others.GroupBy(call => call.From).Max(address => address.Count()).ShouldBe(56);
        others.Count(call => call.Service != "ssm.amazonaws.com").ShouldBe(1);
    }

    [Fact]
    public void In_the_21_days_before_the_role_called_ssm_only_about_40_times_an_hour_from_10_addresses()
    {
        var before = CommittedSample.Calls.Where(call => call.At < CommittedSample.Day).ToArray();
        var hours = before.GroupBy(call => (call.At.Date, call.At.Hour)).ToArray();

        hours.Length.ShouldBe(21 * 24);
        hours.Min(hour => hour.Count()).ShouldBe(38);
        hours.Max(hour => hour.Count()).ShouldBe(42);
        before.Select(call => call.From).Distinct().Count().ShouldBe(10);
        before.ShouldNotContain(call => call.Service != "ssm.amazonaws.com" || call.Error != null || call.From == CommittedSample.Address);
    }

    [Fact]
    public void Five_methods_are_new_to_the_role_on_the_day()
    {
        var known = CommittedSample.Calls.Where(call => call.At < CommittedSample.Day).Select(call => call.Name).ToHashSet();

        CommittedSample.Calls.Select(call => call.Name).Distinct().Where(name => !known.Contains(name))
            .ShouldBe(["CreateUser", "GetUser", "ListTables", "ListBuckets", "GetParameters"], ignoreOrder: true);
    }

    [Fact]
    public void RegisterManagedInstance_is_not_in_the_trail() => CommittedSample.Calls.ShouldNotContain(call => call.Name == "RegisterManagedInstance");

    [Fact]
    public void Every_event_has_its_own_id() => CommittedSample.Calls.Select(call => call.EventId).Distinct().Count().ShouldBe(CommittedSample.Calls.Count);
}
