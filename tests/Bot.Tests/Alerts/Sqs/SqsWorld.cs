using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>A queue, and hosts that read it. The clock of both stands still until it is moved.</summary>
internal sealed class SqsWorld : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private SqsWorld(AwsDouble aws, ManualTime time) => (Aws, Time, Queue) = (aws, time, aws.Queue("findings"));

    public AwsDouble Aws { get; }

    public ManualTime Time { get; }

    public AwsQueue Queue { get; }

    public static async Task<SqsWorld> StartAsync()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        var aws = await AwsDouble.StartAsync(time);
        aws.Settings().UseHere();
        return new SqsWorld(aws, time);
    }

    public Task<RunningHost> HostAsync(params string[] options) => RunningHost.StartAsync(
        builder => builder.Services.AddSingleton<TimeProvider>(Time)
            // the clock is moved while calls are under way: none of them is late
            .AddSingleton(provider => new GuardDutyFindings(provider.GetRequiredService<AwsClients>(), Time) { Deadline = TimeSpan.FromDays(30) }),
        [.. Aws.Settings().Options, $"--Data:Path={folder.Path}", $"--Alerts:Sqs:QueueUrl={Queue.Url}", "--Evidence:Source=none", "--Logging:LogLevel:Default=None", .. options]);

    public string Send(int number) => Queue.Send(SomeFinding.Event(SomeFinding.Json(number)).ToJsonString());

    public string SendBroken() => Queue.Send("""{"detail-type":"GuardDuty Finding","source":"aws.guardduty","detail":{"severity":"very"}}""");

    public int Asked(string operation) => Aws.Calls.Count(call => call.Service == "sqs" && call.Operation == operation);

    /// <summary>Until it is so. Between looks the clock goes on by the step.</summary>
    public async Task UntilAsync(Func<bool> condition, TimeSpan step = default)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
            if (step > TimeSpan.Zero) Time.Advance(step);
        }
    }

    /// <summary>The store fails from now on, in the middle of every delivery.</summary>
    public Task BreakStoreAsync() => StoreAsync("ALTER TABLE delivery RENAME TO delivery_gone; ALTER TABLE refusal RENAME TO refusal_gone");

    public Task MendStoreAsync() => StoreAsync("ALTER TABLE delivery_gone RENAME TO delivery; ALTER TABLE refusal_gone RENAME TO refusal");

    /// <summary>What is stored of a finding cannot be read any more.</summary>
    public Task SpoilAsync(string finding) => StoreAsync($"UPDATE delivery SET document = '{{}}' WHERE finding_id = '{finding}'");

    public static async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(RunningHost host) => (await host.Get<IThreadStore>().ListAsync(new ThreadFilter { Limit = 100 }, default)).Items;

    public static ValueTask<IReadOnlyList<IntakeRefusal>> RefusalsAsync(RunningHost host) => host.Get<IAlertLedger>().RefusalsAsync(10, default);

    public static JsonObject InSns(JsonNode message) => new() { ["Type"] = "Notification", ["MessageId"] = "m", ["TopicArn"] = "arn:aws:sns:us-east-1:111122223333:findings", ["Message"] = message.ToJsonString() };

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        folder.Dispose();
    }

    private async Task StoreAsync(string sql)
    {
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "chatops.db")};Pooling=False");
        await other.OpenAsync();
        await other.ExecuteAsync(sql);
    }
}
