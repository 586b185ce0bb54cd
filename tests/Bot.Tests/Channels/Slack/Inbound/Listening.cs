using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>The host with a Slack to hear, and a finding in its channel.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private Listening(SlackDouble slack, RunningHost host)
    {
        (Slack, Host) = (slack, host);
        Channel = slack.Channel("sec");
        Ana = slack.Person("ana");
        Channel.Join(Ana);
    }

    public SlackDouble Slack { get; }

    public RunningHost Host { get; }

    public TestKit.Slack.SlackPlace Channel { get; }

    public SlackTeammate Ana { get; }

    public static async Task<Listening> StartAsync(bool bySocket = false, params string[] options)
    {
        var slack = await SlackDouble.StartAsync();
        var channel = slack.Channel("sec");
        string[] mode = bySocket ? ["--Slack:Mode=socket", $"--Slack:AppToken={slack.AppToken}"] : [$"--Slack:SigningSecret={slack.SigningSecret}"];
        var host = await RunningHost.StartAsync(
            [$"--Slack:BotToken={slack.BotToken}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", $"--Slack:ResponseHosts={slack.ResponseHost}", $"--Slack:FileHosts={slack.ResponseHost}", $"--Slack:DefaultChannel={channel.Id}", .. mode, .. options]);
        if (bySocket) await slack.Sockets.Expect(2);
        else slack.Connect(host.Room.BaseAddress!);
        return new Listening(slack, host);
    }

    /// <summary>A finding arrives; its thread in the channel.</summary>
    public async Task<TestKit.Slack.SlackSaid> FindingAsync(int number = 1)
    {
        using var taken = await Host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Event(SomeFinding.Json(number)));
        taken.EnsureSuccessStatusCode();
        var root = await Channel.ExpectThread($"Finding {number}");
        await Slack.ExpectAsync(() => Threads().FirstOrDefault(thread => thread.ExternalId == root.Ts), () => "The root's ts is not known.");
        return root;
    }

    public IReadOnlyList<InvestigationThread> Threads() => Host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default).AsTask().Result.Items;

    public IReadOnlyList<Note> Notes(TestKit.Slack.SlackSaid root) =>
        Host.Get<INoteStore>().OfThreadAsync(Threads().Single(thread => thread.ExternalId == root.Ts).Id, default).AsTask().Result;

    public Task<Note> ExpectNoteAsync(TestKit.Slack.SlackSaid root, Func<Note, bool> like) =>
        Slack.ExpectAsync(() => Notes(root).FirstOrDefault(like), () => $"No such note, but: {string.Join("; ", Notes(root).Select(static note => note.ToString()))}");

    /// <summary>Why nothing is sent to the channel; null while it is.</summary>
    public string? StopReason => Host.Get<IJobQueue>().LanesAsync(default).Result.FirstOrDefault(lane => lane.Lane.EndsWith(Channel.Id, StringComparison.Ordinal))?.StoppedReason;

    /// <summary>Waits until nothing waits to be heard, answered or delivered.</summary>
    public async Task QuietAsync()
    {
        await Slack.Deliveries.Quiet();
        await Host.QuietAsync();
    }

    /// <summary>Hands out again what was heard, as after a kill between its effect and its end.</summary>
    public async Task HearAgainAsync()
    {
        var heard = (await Host.Get<IJobQueue>().ListAsync(JobState.Sent, 1000, default)).Where(static job => job.Job.Kind == SlackJobs.HearKind).ToList();
        heard.ShouldNotBeEmpty();
        var handler = Host.Services.GetServices<IJobHandler>().Single(static each => each.Kind == SlackJobs.HearKind);
        foreach (var job in heard) (await handler.RunAsync(new ClaimedJob(job.Id, job.Job, 2, job.CreatedAt), default)).ShouldBeOfType<JobDone>();
        await QuietAsync();
    }

    /// <summary>Something posted as Slack would.</summary>
    public async Task<(int Status, string Body)> PostAsync(string path, string body, string type, string? secret = null, int late = 0)
    {
        var timestamp = TimeProvider.System.GetUtcNow().AddSeconds(-late).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("x-slack-request-TIMESTAMP", timestamp);
        request.Headers.Add("x-slack-signature", SlackDouble.Sign(secret ?? Slack.SigningSecret, timestamp, body));
        using var answer = await Host.Room.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
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
        await Slack.DisposeAsync();
        Slack.Unexpected.ShouldBeEmpty();
    }
}
