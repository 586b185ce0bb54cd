using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;
using SlackPlace = ChatOps.TestKit.Slack.SlackPlace;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The real host with the sample day in its ledger, and a Slack beside it.</summary>
public sealed class SlackDay : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Action removePolicy = static () => { };

    internal SlackDouble Slack { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    /// <summary>A finding of the day.</summary>
    internal InvestigationThread Any { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Slack = await SlackDouble.StartAsync();
        var folder = new TemporaryFolder();
        removePolicy = folder.Dispose;
        var policy = Path.Combine(folder.Path, "policy.json");
        var (closed, ben, nobody) = (Slack.Channel("closed").Id, Slack.Person("viewer-ben").Id, Slack.Person("nobody").Id);
        await File.WriteAllTextAsync(policy, $$"""{ "default": "responder", "users": { "slack:{{ben}}": "viewer", "slack:{{nobody}}": "none" }, "channels": { "slack:{{Slack.TeamId}}/{{closed}}": "none" } }""");
        Host = await RunningHost.StartAsync([.. Options(Slack), $"--Policy:File={policy}", "--Findings:Source=sample", "--Findings:Replay=instant"]);
        Slack.Connect(Host.Edge!.BaseAddress!);
        await UntilAsync(async () => (await Host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "web"), default)).Items.Count >= 25);
        await UntilAsync(async () => await Host.Get<IAlertLedger>().LastSentAsync("sample", default) is { Hour: >= 18, Minute: >= 40 });
        Any = (await Host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "web"), default)).Items.First(static thread => thread.Finding is not null);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Slack.DisposeAsync();
        removePolicy();
    }

    internal static string[] Options(SlackDouble slack) =>
        [$"--Slack:BotToken={slack.BotToken}", $"--Slack:SigningSecret={slack.SigningSecret}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", $"--Slack:ResponseHosts={slack.ResponseHost}", "--Edge:Url=http://127.0.0.1:0"];

    internal ChannelRef Ref(SlackPlace place) => new(SlackOptions.Vendor, Slack.TeamId, place.Id);

    /// <summary>An investigation in a channel, opened by a command.</summary>
    internal async Task<InvestigationThread> InvestigateAsync(SlackPlace place, SlackTeammate who, string what)
    {
        place.Join(who);
        var receipt = await Host.Get<CommandDesk>().TakeAsync(new TypedCommand(Ref(place), null, new Access.Person(SlackOptions.Vendor, who.Id, who.Name), $"/investigate {what}"), default);
        return await ThreadAsync(receipt.Thread.ShouldNotBeNull(receipt.Text));
    }

    internal async Task<InvestigationThread> ThreadAsync(ThreadId id) => (await Host.Get<IThreadStore>().FindAsync(id, default))!;

    internal async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(SlackPlace place) => [.. (await Host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "slack", Channel: place.Id), default)).Items];

    /// <summary>A message of ours with one button of a thread's root card.</summary>
    internal async Task<(SlackSaid Message, CardButton Button)> ShowAsync(InvestigationThread thread, SlackPlace place, string label)
    {
        var root = (await Host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).First(static message => message.Kind == MessageKind.Root);
        var button = CardButtons.Of(root.Card).First(button => button.Label == label);
        var posted = await Host.Get<SlackApi>().CallAsync("chat.postMessage", new JsonObject { ["channel"] = place.Id, ["text"] = "root", ["blocks"] = new JsonArray(SlackBlocks.Actions(SlackButtons.Of(button))) }, default);
        var ts = posted.ShouldBeOfType<SlackOk>().Text("ts");
        return (place.All.Single(said => said.Ts == ts), button);
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
    }
}
