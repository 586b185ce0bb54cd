using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Investigate;

/// <summary>What findings leave open and the accounts tell, in the real host against a double of AWS.</summary>
public sealed class AccountLookupTests : IAsyncLifetime
{
    private const string Instance = "i-0123456789abcdef0";
    private AwsDouble aws = null!;
    private RunningHost host = null!;

    public async Task InitializeAsync()
    {
        aws = await AwsDouble.StartAsync();
        aws.Settings().UseHere();
        host = await RunningHost.StartAsync(["--Findings:Source=none", .. aws.Settings().Options]);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await aws.DisposeAsync();
    }

    [Fact]
    public async Task A_role_known_by_its_ARN_gets_its_link_by_the_id_that_IAM_tells()
    {
        aws.Iam(SomeFinding.Account).Role("tiller", "AROATILLEREXAMPLE0001", path: "/garden/");
        await PostAsync(static finding => finding["resource"] = new JsonObject
        {
            ["resourceType"] = "Lambda",
            ["lambdaDetails"] = new JsonObject { ["functionName"] = "till", ["functionArn"] = $"arn:aws:lambda:us-east-1:{SomeFinding.Account}:function:till", ["role"] = $"arn:aws:iam::{SomeFinding.Account}:role/garden/tiller" },
        });

        var pivots = await PivotsAsync();
        var role = pivots.Sections.OfType<CardList>().Single().Items.Single(static item => CardWords.Of(item.Text).StartsWith("Role tiller", StringComparison.Ordinal));
        role.Link!.Url.ShouldNotBeNull(role.Link.WhyNot).OriginalString.ShouldContain("entities/AwsRole/AROATILLEREXAMPLE0001");
        host.Get<PrincipalIds>().Find(new EntityRef(EntityKind.Role, "tiller", SomeFinding.Account))!.Arn.ShouldBe($"arn:aws:iam::{SomeFinding.Account}:role/garden/tiller");
    }

    [Fact]
    public async Task Where_IAM_says_no_the_link_says_why_and_the_next_card_does_not_ask_again()
    {
        aws.Deny("iam:GetRole");
        var tiller = new EntityMention(new EntityRef(EntityKind.Role, "tiller", SomeFinding.Account), EntityRelation.Resource, null, SomeFinding.Account, "us-east-1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

        await host.Get<AccountLookup>().LearnAsync([tiller, tiller], false, default);
        await host.Get<AccountLookup>().LearnAsync([tiller], false, default);

        aws.Calls.Count(static call => call.Operation == "GetRole").ShouldBe(1);
        host.Get<PrincipalIds>().Find(tiller.Entity).ShouldBeNull();
    }

    [Fact]
    public async Task The_interfaces_of_an_instance_that_findings_do_not_describe_are_those_of_EC2()
    {
        aws.Ec2(SomeFinding.Account).Put(new AwsInstance(Instance) { PrivateIp = "10.0.0.77" });
        await PostAsync(static finding => finding["resource"] = new JsonObject { ["resourceType"] = "Instance", ["instanceDetails"] = new JsonObject { ["instanceId"] = Instance } });

        var known = await host.Get<EntityKnowledge>().KnownAsAsync(new EntityRef(EntityKind.Ec2Instance, Instance), default);
        known.ShouldBe([new EntityRef(EntityKind.NetworkInterface, "eni-0d0ub1e0000000001"), new EntityRef(EntityKind.IpAddress, "10.0.0.77")]);
        await host.Get<EntityKnowledge>().KnownAsAsync(new EntityRef(EntityKind.Ec2Instance, Instance), default);
        aws.Calls.Count(static call => call.Service == "ec2").ShouldBe(1);
    }

    private async Task PostAsync(Action<JsonObject> change)
    {
        var finding = SomeFinding.Json(1);
        change((JsonObject)finding);
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", finding)).EnsureSuccessStatusCode();
    }

    private async Task<Card> PivotsAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            foreach (var thread in (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), deadline.Token)).Items)
            {
                if ((await host.Get<IThreadStore>().MessagesAsync(thread.Id, deadline.Token)).FirstOrDefault(static message => message.Card.Kind == CardKind.Pivots) is { } pivots) return pivots.Card;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }
    }
}
