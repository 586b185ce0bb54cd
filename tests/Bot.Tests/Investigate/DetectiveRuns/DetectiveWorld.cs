using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Detective, and hosts on one data folder that ask it. The clock of all of them stands still until it is moved.</summary>
internal sealed class DetectiveWorld : IAsyncDisposable
{
    public const string RoleArn = "arn:aws:iam::111122223333:role/lab-role";
    private readonly TemporaryFolder folder = new();

    private DetectiveWorld(AwsDouble aws, ManualTime time) => (Aws, Time) = (aws, time);

    public AwsDouble Aws { get; }

    public ManualTime Time { get; }

    public static async Task<DetectiveWorld> StartAsync()
    {
        var time = new ManualTime();
        var aws = await AwsDouble.StartAsync(time);
        aws.Settings().UseHere();
        return new DetectiveWorld(aws, time);
    }

    public Task<RunningHost> HostAsync() => RunningHost.StartAsync(
        builder => builder.Services.AddSingleton<TimeProvider>(Time),
        [.. Aws.Settings().Options, $"--Data:Path={folder.Path}", "--Evidence:Source=none", "--Logging:LogLevel:Default=None"]);

    /// <summary>Takes a finding of the role in and gives its thread.</summary>
    public static async Task<string> OpenAsync(RunningHost host, Action<JsonObject>? change = null)
    {
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Json("api-call-role-session", change))).EnsureSuccessStatusCode();
        var threads = await host.ThreadsAsync();
        await UntilAsync(async () => (threads = await host.ThreadsAsync()).Count > 0);
        return threads[0].Id;
    }

    /// <summary>What Detective was asked, in the order asked; each in the state it has now.</summary>
    public static async Task<IReadOnlyList<Card>> CardsAsync(RunningHost host, string thread) =>
        [.. (await host.Get<IThreadStore>().MessagesAsync(new ThreadId(thread), default)).Where(static message => message.Key.EndsWith(":detective", StringComparison.Ordinal)).Select(static message => message.Card)];

    /// <summary>Asks, and waits until the question rests.</summary>
    public async Task AskAsync(RunningHost host, string thread, string text = "detective")
    {
        var before = (await CardsAsync(host, thread)).Count;
        await host.SayAsync(thread, "@bot " + text);
        await UntilAsync(async () => (await CardsAsync(host, thread)).Count > before);
        await RestAsync(host);
    }

    /// <summary>Moves the clock to the next time Detective is asked, and waits until that is done.</summary>
    /// <returns>How long the pause was.</returns>
    public async Task<TimeSpan> LookAgainAsync(RunningHost host)
    {
        await RestAsync(host);
        var next = (await WaitingAsync(host)).Min(static job => job.DueAt) - Time.GetUtcNow();
        Time.Advance(next);
        await RestAsync(host);
        return next;
    }

    public static async Task<IReadOnlyList<QueuedJob>> WaitingAsync(RunningHost host) =>
        [.. (await host.Get<IJobQueue>().ListAsync(JobState.Pending, 100, default)).Where(static job => job.Job.Kind is ThreadJobs.AskDetective or ThreadJobs.AwaitDetective)];

    /// <summary>Until every question waits for its time or is answered. A worker that worked out its sleep just before the clock was moved sleeps too long; it is woken.</summary>
    public Task RestAsync(RunningHost host) => UntilAsync(async () =>
    {
        host.Get<JobSignal>().Raise();
        return (await WaitingAsync(host)).All(job => job.DueAt > Time.GetUtcNow());
    });

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        folder.Dispose();
        Aws.Unexpected.ShouldBeEmpty();
    }
}
