using Amazon.Runtime;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using AwsSettings = ChatOps.Investigation.Evidence.Aws.AwsSettings;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Which accounts Detective sees, learned in the background.</summary>
public sealed class GraphWatchTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTime time = new();
    private AwsDouble aws = null!;
    private AwsClients clients = null!;

    public async Task InitializeAsync()
    {
        aws = await AwsDouble.StartAsync(time);
        clients = new AwsClients(
            new AwsSettings { Region = "us-east-1", Accounts = [AwsAccount.Own("us-east-1", "eu-south-2")], ServiceUrls = Enum.GetValues<AwsApi>().ToDictionary(static api => api, _ => aws.Address), Retries = 0 },
            new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret));
    }

    public void Dispose() => clients.Dispose();

    public async Task DisposeAsync()
    {
        await aws.DisposeAsync();
    }

    [Fact]
    public async Task Members_the_administrator_and_strangers_are_told_apart_and_regions_without_Detective_are_not_asked()
    {
        var detective = aws.Detective().Graph("444455556666", "777788889999");
        detective.Members["777788889999"] = "ACCEPTED_BUT_DISABLED";
        using var watch = Watch();
        watch.Of(AwsDouble.Account, "us-east-1").ShouldBeNull();
        await watch.LookAsync(default);

        watch.Of(AwsDouble.Account, "us-east-1")!.State.ShouldBe(MembershipState.Enabled);
        watch.Of("444455556666", "us-east-1")!.Graph!.Account.ShouldBe(AwsDouble.Account);
        watch.Of("777788889999", "us-east-1")!.Coverage.Reason.ShouldBe("account 777788889999 is no enabled member of the behavior graph of 111122223333: it is disabled");
        watch.Of("999999999999", "us-east-1")!.Coverage.Reason.ShouldNotBeNull().ShouldContain("it never was one, was removed, or is closed");
        watch.Of(AwsDouble.Account, "eu-west-1").ShouldBeNull();
        aws.Calls.ShouldAllBe(static call => call.Region == "us-east-1");
    }

    public static TheoryData<string, string, string, string?> LinkTable => new()
    {
        { "nothing", AwsDouble.Account, "us-east-1", null },
        { "nothing", "444455556666", "us-east-1", null },
        { "throttled", AwsDouble.Account, "us-east-1", null },
        { "denied", AwsDouble.Account, "us-east-1", null },
        { "members denied", "999999999999", "us-east-1", null },
        { "graph", AwsDouble.Account, "us-east-1", null },
        { "graph", "444455556666", "us-east-1", null },
        { "graph", "777788889999", "us-east-1", "it is disabled" },
        { "graph", "999999999999", "us-east-1", "account 999999999999 is no member of the behavior graph of 111122223333 in us-east-1" },
        { "graph", "999999999999", "eu-west-1", null },
        { "graph", AwsDouble.Account, "eu-south-2", "Detective is not offered in eu-south-2" },
        { "graph", AwsDouble.Account, "cn-north-1", "Detective is not offered in the China regions" },
    };

    /// <summary>A member account sees no graph although its administrator has one: only where Detective is not offered, or the administrator says no, a link is certainly dead.</summary>
    [Theory]
    [MemberData(nameof(LinkTable))]
    public async Task A_link_is_withheld_on_certain_knowledge_only(string world, string account, string region, string? whyNot)
    {
        if (world is "graph" or "members denied")
        {
            aws.Detective().Graph("444455556666", "777788889999").Members["777788889999"] = "ACCEPTED_BUT_DISABLED";
            if (world == "members denied") aws.Deny("detective:ListMembers");
        }

        if (world == "throttled") aws.Next("detective", "ListGraphs").Throttle();
        if (world == "denied") aws.Deny("detective:ListGraphs");
        using var watch = Watch();
        await watch.LookAsync(default);

        var link = new DetectiveLinks(new DetectiveLinkOptions(), new HereAndNow(time), graphs: watch)
            .Entity(new EntityRef(EntityKind.Role, "AROAEXAMPLEROLE000001", account), region, new TimeWindow(time.GetUtcNow().AddHours(-1), time.GetUtcNow()));
        if (whyNot is null) link.Url.ShouldNotBeNull(link.WhyNot);
        else link.WhyNot.ShouldNotBeNull().ShouldContain(whyNot);
    }

    [Fact]
    public async Task What_was_learned_outlives_a_fault_but_not_an_hour()
    {
        aws.Detective().Graph();
        using var watch = Watch();
        await watch.LookAsync(default);
        aws.Deny("detective:ListMembers");
        time.Advance(TimeSpan.FromMinutes(10));
        await watch.LookAsync(default);
        watch.Of("999999999999", "us-east-1")!.State.ShouldBe(MembershipState.NotEnabled);
        time.Advance(TimeSpan.FromHours(1));
        watch.Of("999999999999", "us-east-1").ShouldBeNull();
    }

    private sealed class HereAndNow(TimeProvider time) : IAsOfClock
    {
        public DateTimeOffset AsOf => time.GetUtcNow();
    }

    private GraphWatch Watch() => new(
        new DetectiveSources(EvidenceOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Evidence:Source", "none")]).Build()), clients, new DetectiveLinkOptions(), time), time, NullLogger<GraphWatch>.Instance);
}
