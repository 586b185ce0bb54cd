using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>Whatever fails, no finding is lost and none is told twice.</summary>
public sealed class SqsFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Stopped_between_commit_and_delete_the_redelivery_changes_nothing()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Send(1);
        var hold = world.Aws.Next("sqs", "DeleteMessageBatch").Slow();
        var killed = await world.HostAsync();
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(20));
        var stop = killed.DisposeAsync().AsTask();
        await world.UntilAsync(() => stop.IsCompleted, Second); // its four seconds pass
        world.Queue.Deleted.ShouldBeEmpty();
        hold.Release();
        world.Aws.Troubles.Clear();

        await using var host = await world.HostAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 1, Second);
        var thread = (await SqsWorld.ThreadsAsync(host)).ShouldHaveSingleItem();
        (await host.Get<IAlertLedger>().DeliveriesAsync(thread.Finding!.Value, default)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("throttled")]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("garbage")]
    [InlineData("cut")]
    [InlineData("done, then reset")]
    public async Task A_receive_that_fails_is_tried_again(string fault)
    {
        await using var world = await SqsWorld.StartAsync();
        var next = world.Aws.Next("sqs", "ReceiveMessage");
        _ = fault switch
        {
            "throttled" => next.Throttle(8),
            "reset" => next.Reset(8),
            "500" => next.Fail(500, "InternalFailure", times: 8),
            "garbage" => next.Garbage(8),
            "cut" => next.CutBody(20, 8),
            _ => next.AcceptThenReset(8),
        };
        for (var number = 1; number <= 3; number++) world.Send(number);
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 3, Second);
        (await SqsWorld.ThreadsAsync(host)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_nobody_expects_is_not_met_again_and_again_without_a_pause()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Send(1);
        var key = new BrokenKey();
        await using var host = await RunningHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(world.Time).AddSingleton<Amazon.Runtime.AWSCredentials>(key)
                .Configure<HostOptions>(static host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore), // others ask AWS, too
            [.. world.Aws.Settings().Options, $"--Alerts:Sqs:QueueUrl={world.Queue.Url}", "--Evidence:Source=none", "--Logging:LogLevel:Default=None"]);
        await world.UntilAsync(() => key.Asked >= 4, Second);
        for (var look = 0; look < 20; look++) await SqsWorld.RefusalsAsync(host); // while the clock stands still
        key.Asked.ShouldBeLessThan(20);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("reset")]
    [InlineData("done, then reset")]
    public async Task A_delete_that_fails_is_made_up_for_by_the_next(string fault)
    {
        await using var world = await SqsWorld.StartAsync();
        var next = world.Aws.Next("sqs", "DeleteMessageBatch");
        _ = fault switch { "refused" => next.Fail(500, "InternalFailure", times: 6), "reset" => next.Reset(6), _ => next.AcceptThenReset(6) };
        for (var number = 1; number <= 3; number++) world.Send(number);
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 3, Second);
        (await SqsWorld.ThreadsAsync(host)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_failing_store_loses_nothing_and_costs_no_message_a_receive()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Queue.Redrive(maxReceiveCount: 2);
        await using var host = await world.HostAsync();
        await world.BreakStoreAsync();
        for (var number = 1; number <= 5; number++) world.Send(number);
        var start = world.Time.GetUtcNow();
        await world.UntilAsync(() => world.Time.GetUtcNow() - start > TimeSpan.FromMinutes(10) && world.Asked("ChangeMessageVisibility") >= 20, TimeSpan.FromSeconds(5));
        world.Queue.Deleted.ShouldBeEmpty();
        world.Queue.DeadLetters.ShouldBeEmpty();
        Troubles(host).ShouldHaveSingleItem().ShouldContain("the store failed");

        await world.MendStoreAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 5, Second);
        (await SqsWorld.ThreadsAsync(host)).Count.ShouldBe(5);
        await world.UntilAsync(() => Troubles(host).Count == 0, Second);
    }

    [Fact]
    public async Task Messages_that_cannot_be_held_come_again_while_they_are_committed_and_change_nothing()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Aws.Deny("sqs:ChangeMessageVisibility");
        await using var host = await world.HostAsync();
        await world.BreakStoreAsync();
        world.Send(1);
        await world.UntilAsync(() => world.Aws.Calls.Count(static call => call.Operation == "ReceiveMessage" && call.Outcome == "ok") >= 2, Second);
        await world.MendStoreAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 1, Second);
        var thread = (await SqsWorld.ThreadsAsync(host)).ShouldHaveSingleItem();
        (await host.Get<IAlertLedger>().DeliveriesAsync(thread.Finding!.Value, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_named_and_waited_for()
    {
        await using var world = await SqsWorld.StartAsync();
        await using var host = await world.HostAsync($"--Alerts:Sqs:QueueUrl={world.Queue.Url.Replace("findings", "later", StringComparison.Ordinal)}");
        await world.UntilAsync(() => Troubles(host).Count == 1);
        Troubles(host)[0].ShouldBe("sqs:ReceiveMessage in the queue later of us-east-1: AWS knows nothing of that name there");
        var before = world.Asked("ReceiveMessage");
        var start = world.Time.GetUtcNow();
        await world.UntilAsync(() => world.Time.GetUtcNow() - start > TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(1));
        (world.Asked("ReceiveMessage") - before).ShouldBeLessThan(80); // two receivers, once a minute each
        world.Aws.Queue("later").Send(SomeFinding.Json(1).ToJsonString());
        await world.UntilAsync(() => world.Aws.Queue("later").Deleted.Count == 1, Second);
        Troubles(host).ShouldBeEmpty();
    }

    [Fact]
    public async Task Denied_and_then_allowed_it_goes_on_by_itself()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Aws.Deny("sqs:DeleteMessage");
        world.Send(1);
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => Troubles(host).Count == 1, Second);
        Troubles(host)[0].ShouldContain("allow sqs:DeleteMessage");
        (await SqsWorld.ThreadsAsync(host)).Count.ShouldBe(1);
        world.Aws.Allow("sqs:DeleteMessage");
        await world.UntilAsync(() => world.Queue.Deleted.Count == 1 && Troubles(host).Count == 0, Second);
    }

    [Fact]
    public async Task Credentials_that_expired_are_named_and_their_renewal_is_enough()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Aws.Next("sqs", "ReceiveMessage").Fail(403, "ExpiredTokenException", "The security token included in the request is expired", 6);
        world.Send(1);
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => Troubles(host).Count == 1);
        Troubles(host)[0].ShouldContain("the AWS credentials have expired");
        await world.UntilAsync(() => world.Queue.Deleted.Count == 1, Second);
        await world.UntilAsync(() => Troubles(host).Count == 0, Second);
    }

    [Fact]
    public async Task A_search_for_credentials_that_does_not_end_holds_up_no_stop()
    {
        using var clients = new AwsClients(new AwsSettings(), new MissingKey());
        using var stop = new CancellationTokenSource();
        var queue = new SqsQueue(clients, new QueueAddress("https://sqs.us-east-1.amazonaws.com/111122223333/findings", "us-east-1", "findings"), new RoadTroubles(TimeProvider.System, NullLogger<RoadTroubles>.Instance));
        var receive = queue.ReceiveAsync(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(receive.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private sealed class MissingKey : Amazon.Runtime.AWSCredentials
    {
        public override Amazon.Runtime.ImmutableCredentials GetCredentials() => throw new NotSupportedException("It is asked for in the other way.");

        public override Task<Amazon.Runtime.ImmutableCredentials> GetCredentialsAsync() => new TaskCompletionSource<Amazon.Runtime.ImmutableCredentials>().Task;
    }

    private sealed class BrokenKey : Amazon.Runtime.AWSCredentials
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public override Amazon.Runtime.ImmutableCredentials GetCredentials()
        {
            Interlocked.Increment(ref asked);
            throw new NotSupportedException("Nobody expects this.");
        }

        public override Task<Amazon.Runtime.ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());
    }

    private static List<string> Troubles(RunningHost host) => [.. host.Get<RoadTroubles>().Now.Select(static trouble => trouble.Reason)];
}
