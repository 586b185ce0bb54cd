using System.Net.Http.Json;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Findings whose Slack channel does not take them, in the whole host.</summary>
public sealed class SlackElsewhereTests
{
    [Fact]
    public async Task A_finding_of_an_archived_channel_is_seen_in_the_default_channel_and_later_in_its_own()
    {
        await using var slack = await SlackDouble.StartAsync();
        var (own, general) = (slack.Channel("sec").Archive(), slack.Channel("general"));
        await using var host = await StartAsync(slack);

        await TakeAsync(host, 1);
        var root = await general.ExpectThread("Finding 1");
        await root.ExpectReply($"Routed here: slack:{slack.TeamId}/{own.Id} cannot be spoken in (chat.postMessage: is_archived");
        own.All.ShouldBeEmpty();

        own.Unarchive();
        var waiting = (await host.Get<IJobQueue>().ListAsync(JobState.Pending, 100, default)).First(job => job.Job.Lane == $"slack:{slack.TeamId}/{own.Id}");
        await host.Get<IJobQueue>().ResendAsync(waiting.Id, default);
        await own.ExpectThread("Finding 1");
        await TakeAsync(host, 2);
        await own.ExpectThread("Finding 2");

        general.Messages.ShouldHaveSingleItem();
        slack.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Findings_of_a_workspace_whose_token_was_revoked_are_seen_in_the_room_once()
    {
        await using var slack = await SlackDouble.StartAsync();
        slack.Channel("sec").Archive();
        await using var host = await StartAsync(slack);
        slack.RevokeToken();

        await TakeAsync(host, 1);
        var routed = await RoutedAsync(host, 1);
        await TakeAsync(host, 2);
        await RoutedAsync(host, 2);

        var words = (await host.Get<IThreadStore>().MessagesAsync(routed[0].Id, default)).Select(static message => CardWords.Of(message.Card)).ToList();
        words[1].ShouldStartWith("Routed here: slack:");
        words[1].ShouldContain("token_revoked");
        slack.Channel("general").All.ShouldBeEmpty();
    }

    private static Task<RunningHost> StartAsync(SlackDouble slack) => RunningHost.StartAsync(
        "--Edge:Url=http://127.0.0.1:0", $"--Slack:BotToken={slack.BotToken}", $"--Slack:SigningSecret={slack.SigningSecret}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}",
        $"--Slack:DefaultChannel={slack.Channel("general").Id}", $"--Routes:0:Channel=slack:{slack.Channel("sec").Id}");

    private static async Task TakeAsync(RunningHost host, int number) => (await host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Json(number))).EnsureSuccessStatusCode();

    /// <summary>The threads of findings in the room, once there are as many.</summary>
    private static async Task<IReadOnlyList<InvestigationThread>> RoutedAsync(RunningHost host, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var threads = (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: ChannelRef.WebVendor), default)).Items;
            if (threads.Count >= count && threads.All(static thread => thread.ExternalId is not null))
            {
                threads.Select(static thread => thread.Finding).ShouldBeUnique();
                threads.Count.ShouldBe(count);
                return threads;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }
}
