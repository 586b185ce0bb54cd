using System.Net.Http.Json;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>The host with a Teams to hear, and findings in its channel.</summary>
internal sealed class TeamsListening : IAsyncDisposable
{
    private TeamsListening(TeamsDouble teams, RunningHost host)
    {
        (Teams, Host) = (teams, host);
        Channel = teams.Channel("sec");
        Ana = teams.Person("Ana Alvarez");
        Ben = teams.Person("Ben Busch");
        Channel.Join(Ana, Ben);
    }

    public TeamsDouble Teams { get; }

    public RunningHost Host { get; }

    public TestKit.Teams.TeamsPlace Channel { get; }

    public TeamsTeammate Ana { get; }

    public TeamsTeammate Ben { get; }

    public ChannelRef Place => new("teams", Teams.TenantId, Channel.Id);

    /// <summary>What people call us.</summary>
    public static string BotName => TeamsState.BotName;

    public IThreadStore Store => Host.Get<IThreadStore>();

    public static async Task<TeamsListening> StartAsync(params string[] options)
    {
        var teams = await TeamsDouble.StartAsync();
        var host = await RunningHost.StartAsync(
            builder => builder.Services.AddHttpClient(TeamsLogin.Client).ConfigurePrimaryHttpMessageHandler(teams.TrustingHandler),
            [.. teams.Options.Select(static option => $"--{option.Key}={option.Value}"), $"--Teams:DefaultChannel={teams.Channel("sec").Id}", .. options]);
        var on = new TeamsListening(teams, host);
        on.Connect();
        return on;
    }

    /// <summary>From here on Teams finds us; before, it tells nobody.</summary>
    public void Connect() => Teams.Connect(Host.Room.BaseAddress!);

    /// <summary>A finding arrives; its thread in the channel.</summary>
    public async Task<TeamsThread> FindingAsync(int number = 1)
    {
        using var taken = await Host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Event(SomeFinding.Json(number)));
        taken.EnsureSuccessStatusCode();
        var root = await Channel.ExpectThread($"Finding {number}");
        await Teams.ExpectAsync(() => Threads().FirstOrDefault(thread => thread.ExternalId == root.Id), () => "The root's id is not known.");
        return root;
    }

    public IReadOnlyList<InvestigationThread> Threads() => Store.ListAsync(new ThreadFilter(), default).AsTask().Result.Items;

    public IReadOnlyList<Note> Notes(TeamsShown root) => Host.Get<INoteStore>().OfThreadAsync(Threads().Single(thread => thread.ExternalId == root.Id).Id, default).AsTask().Result;

    public Task<Note> ExpectNoteAsync(TeamsShown root, Func<Note, bool> like) =>
        Teams.ExpectAsync(() => Notes(root).FirstOrDefault(like), () => $"No such note, but: {string.Join("; ", Notes(root).Select(static note => note.ToString()))}");

    /// <summary>Why nothing is sent to the channel; null while it is.</summary>
    public string? StopReason => Host.Get<IJobQueue>().LanesAsync(default).Result.FirstOrDefault(lane => lane.Lane == Place.ToString())?.StoppedReason;

    public ChatPlace? Known(TestKit.Teams.TeamsPlace place) => Host.Get<IChatPlaces>().FindAsync(new ChannelRef("teams", Teams.TenantId, place.Id), default).AsTask().Result;

    /// <summary>Waits until nothing waits to be heard, answered or delivered.</summary>
    public async Task QuietAsync()
    {
        await Teams.Deliveries.Quiet();
        await Host.QuietAsync();
    }

    /// <summary>Hands out again what was heard, as after a kill between its effect and its end.</summary>
    public async Task HearAgainAsync()
    {
        await QuietAsync();
        var heard = (await Host.Get<IJobQueue>().ListAsync(JobState.Sent, 1000, default)).Where(static job => job.Job.Kind == TeamsJobs.HearKind).ToList();
        heard.ShouldNotBeEmpty();
        var handler = Host.Services.GetServices<IJobHandler>().Single(static each => each.Kind == TeamsJobs.HearKind);
        foreach (var job in heard) (await handler.RunAsync(new ClaimedJob(job.Id, job.Job, 2, job.CreatedAt), default)).ShouldBeOfType<JobDone>();
        await QuietAsync();
    }

    /// <summary>What a disk or a database does to a table; until the same is done backwards.</summary>
    public async Task RenameTableAsync(string from, string to)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Host.DataPath, "chatops.db"), Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = 5000; ALTER TABLE {from} RENAME TO {to};";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
        Teams.Unexpected.ShouldBeEmpty();
    }
}
