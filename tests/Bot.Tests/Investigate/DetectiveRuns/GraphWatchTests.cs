using Amazon.Runtime;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using AwsSettings = ChatOps.Investigation.Evidence.Aws.AwsSettings;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Which accounts Detective sees, learned in the background.</summary>
public sealed class GraphWatchTests : IAsyncLifetime
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

    public async Task DisposeAsync()
    {
        clients.Dispose();
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

    [Fact]
    public async Task No_graph_is_known_as_such_and_a_fault_as_nothing()
    {
        aws.Next("detective", "ListGraphs").Throttle();
        using var watch = Watch();
        await watch.LookAsync(default);
        watch.Of(AwsDouble.Account, "us-east-1").ShouldBeNull();
        time.Advance(TimeSpan.FromMinutes(1));
        await watch.LookAsync(default);
        watch.Of(AwsDouble.Account, "us-east-1")!.State.ShouldBe(MembershipState.NoGraph);
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

    private GraphWatch Watch() => new(
        new DetectiveSources(EvidenceOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Evidence:Source", "none")]).Build()), clients, new DetectiveLinkOptions(), time), time, NullLogger<GraphWatch>.Instance);
}
