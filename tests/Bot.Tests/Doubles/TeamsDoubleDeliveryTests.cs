using System.Text.Json.Nodes;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoubleDeliveryTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TeamsDouble teams = null!;
    private TeamsEar ear = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync(time);
        ear = await TeamsEar.OfAsync(teams);
    }

    public async Task DisposeAsync()
    {
        await ear.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task What_failed_comes_again_and_later_once_more_under_a_new_id()
    {
        teams.Deliveries.Automatic = true;
        ear.Answer = static _ => (503, null);
        await teams.Person("ana").Mention(teams.Channel("alerts"), "investigate");
        Assert.Equal(2, ear.Heard.Count);
        time.Advance(TimeSpan.FromSeconds(15));
        await teams.Deliveries.Quiet();
        var (first, second, third) = (ear.Heard[0], ear.Heard[1], ear.Heard[2]);
        Assert.True(JsonNode.DeepEquals(first, second));
        Assert.NotEqual(first["id"]!.ToString(), third["id"]!.ToString());
        Assert.Equal("2024-08-01T12:00:15.0000000Z", third["timestamp"]!.ToString());
        Assert.Equal((first["text"]!.ToString(), first["conversation"]!["id"]!.ToString()), (third["text"]!.ToString(), third["conversation"]!["id"]!.ToString()));
        Assert.Equal([503, 503, 503], teams.Deliveries.All.Select(static delivery => delivery.Told.Status));
    }

    [Fact]
    public async Task A_duplicate_comes_also_to_who_answered_well()
    {
        teams.Faults.DuplicateDeliveries = 1;
        await teams.Person("ana").Mention(teams.Channel("alerts"), "investigate");
        await teams.Person("ana").Mention(teams.Channel("alerts"), "another");
        time.Advance(TimeSpan.FromSeconds(15));
        await teams.Deliveries.Quiet();
        Assert.Equal(4, ear.Heard.Count);
        Assert.Equal(2, ear.Heard.Count(told => told["id"]!.ToString() == ear.Heard[0]["id"]!.ToString()));
    }

    [Fact]
    public async Task By_hand_anything_is_brought_again()
    {
        ear.Answer = static _ => (500, null);
        await teams.Person("ana").Mention(teams.Channel("alerts"), "investigate");
        await teams.Deliveries.Again();
        await teams.Deliveries.All[0].Again(newId: true);
        Assert.Equal([true, true, false], ear.Heard.Select(told => told["id"]!.ToString() == ear.Heard[0]["id"]!.ToString()));
    }

    [Fact]
    public async Task Whoever_does_not_answer_in_time_has_said_nothing()
    {
        using var release = new ManualResetEventSlim();
        teams.Deliveries.Deadline = TimeSpan.FromMilliseconds(200);
        ear.Answer = _ =>
        {
            release.Wait();
            return (202, null);
        };
        Assert.Equal(0, (await teams.Deliveries.SendAsync(teams.Activities.Message(teams.Person("ana"), teams.Channel("alerts"), "investigate"))).Status);
        release.Set();
    }

    [Fact]
    public async Task Words_can_be_sent_with_any_token_and_with_none()
    {
        var activity = teams.Activities.Message(teams.Person("ana"), teams.Channel("alerts"), "investigate");
        await teams.Deliveries.SendAsync(activity, "mine");
        await teams.Deliveries.PostAsync(activity.ToJsonString(), null);
        await teams.Deliveries.PostAsync(activity.ToJsonString(), "Basic YTpi");
        Assert.Equal(["Bearer mine", "", "Basic YTpi"], ear.Tokens);
        Assert.Empty(teams.Channel("alerts").All);
    }
}
