using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;
using Microsoft.Extensions.DependencyInjection;
using TeamsPlace = ChatOps.TestKit.Teams.TeamsPlace;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The real host with the sample day in its ledger, and a Teams beside it.</summary>
public sealed class TeamsDay : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Action removePolicy = static () => { };

    internal TeamsDouble Teams { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    /// <summary>May read, and nothing else.</summary>
    internal TeamsTeammate Ben => Teams.Person("viewer-ben");

    /// <summary>Has no role anywhere.</summary>
    internal TeamsTeammate Nobody => Teams.Person("nobody");

    /// <summary>Nobody may do anything there, and we are silent.</summary>
    internal TeamsPlace Closed => Teams.Channel("closed");

    public async Task InitializeAsync()
    {
        Teams = await TeamsDouble.StartAsync();
        var folder = new TemporaryFolder();
        removePolicy = folder.Dispose;
        var policy = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(policy, $$"""{ "default": "responder", "users": { "teams:{{Ben.ObjectId}}": "viewer", "teams:{{Nobody.ObjectId}}": "none" }, "channels": { "teams:{{Teams.TenantId}}/{{Closed.Id}}": "none" } }""");
        Host = await RunningHost.StartAsync(
            builder => builder.Services.AddHttpClient(TeamsLogin.Client).ConfigurePrimaryHttpMessageHandler(Teams.TrustingHandler),
            [.. Teams.Options.Select(static option => $"--{option.Key}={option.Value}"), "--Edge:Url=http://127.0.0.1:0", $"--Policy:File={policy}", "--Findings:Source=sample", "--Findings:Replay=instant"]);
        Teams.Connect(Host.Edge!.BaseAddress!);
        Teams.Deliveries.Deadline = TimeSpan.FromMinutes(1); // a machine that is busy with other tests
        await UntilAsync(async () => (await Host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "web"), default)).Items.Count >= 25);
        await UntilAsync(async () => await Host.Get<IAlertLedger>().LastSentAsync("sample", default) is { Hour: >= 18, Minute: >= 40 });
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
        removePolicy();
    }

    internal ChannelRef Ref(TeamsPlace place) => new(TeamsOptions.Vendor, Teams.TenantId, place.Id);

    /// <summary>An investigation in a channel, opened by a command and there to be seen.</summary>
    internal async Task<InvestigationThread> InvestigateAsync(TeamsPlace place, TeamsTeammate who, string what)
    {
        place.Join(who);
        await Host.Get<IChatPlaces>().SaveAsync(new ChatPlace(Ref(place), Teams.ServiceUrl, place.Team.Id, place.Name, IsClosed: false), default);
        var receipt = await Host.Get<CommandDesk>().TakeAsync(new TypedCommand(Ref(place), null, new Person(TeamsOptions.Vendor, who.ObjectId, who.Name), $"/investigate {what}"), default);
        var id = receipt.Thread.ShouldNotBeNull(receipt.Text);
        await UntilAsync(async () => (await ThreadAsync(id)).ExternalId is not null);
        return await ThreadAsync(id);
    }

    internal async Task<InvestigationThread> ThreadAsync(ThreadId id) => (await Host.Get<IThreadStore>().FindAsync(id, default))!;

    internal async Task<IReadOnlyList<Note>> NotesAsync(ThreadId thread) => await Host.Get<INoteStore>().OfThreadAsync(thread, default);

    /// <summary>A button of a thread's root card.</summary>
    internal async Task<CardButton> ButtonAsync(InvestigationThread thread, string label) =>
        CardButtons.Of((await RootAsync(thread)).Card).First(button => button.Label == label);

    /// <summary>Puts a card with the button into the thread.</summary>
    internal async Task<CardButton> AddAsync(InvestigationThread thread, CardButton button)
    {
        var put = await Host.Get<Jobs.IUnitOfWork>().WriteAsync(async work => await Host.Get<IThreadStore>().PutAsync(work, (await Host.Get<IThreadStore>().FindAsync(work, thread.Id))!, $"test:{button.Label}", MessageKind.Card, new Card(CardKind.Progress, "A card") { Buttons = [button] }), default);
        return CardButtons.Of((await Host.Get<IThreadStore>().FindMessageAsync(put.Id, default))!.Card).Single();
    }

    private async Task<ThreadMessage> RootAsync(InvestigationThread thread) => (await Host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).First(static message => message.Kind == MessageKind.Root);

    /// <summary>What somebody's client sends for the button: the dialog opens.</summary>
    internal static Task<TeamsReceipt> PressAsync(TeamsTeammate who, TeamsPlace place, CardButton button) =>
        who.Invoke("task/fetch", place, new JsonObject { ["data"] = new JsonObject { [TeamsButtons.Press] = button.Id, ["msteams"] = new JsonObject { ["type"] = "task/fetch" } }, ["context"] = new JsonObject { ["theme"] = "default" } });

    /// <summary>A dialog is as Teams takes it.</summary>
    internal static TeamsDialog Good(TeamsDialog? dialog)
    {
        TeamsValidator.Card(dialog.ShouldNotBeNull().Card).ShouldBeEmpty();
        return dialog;
    }

    /// <summary>What a dialog ended with.</summary>
    internal static string Words(TeamsReceipt told)
    {
        told.Status.ShouldBe(200);
        return told.Json?["task"]?["value"]?.ToString() ?? "";
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
    }
}
