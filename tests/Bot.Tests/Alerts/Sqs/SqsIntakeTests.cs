using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.TestKit;

namespace ChatOps.Bot.Alerts.Sqs;

public sealed class SqsIntakeTests
{
    [Fact]
    public async Task Every_form_a_finding_comes_in_is_taken_and_deleted()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Send(1);
        world.Queue.Send(SqsWorld.InSns(SomeFinding.Event(SomeFinding.Json(2))).ToJsonString());
        world.Queue.Send(new JsonArray(SomeFinding.Event(SomeFinding.Json(3)), SomeFinding.Json(4)).ToJsonString());
        world.Queue.Send(SomeFinding.Json(5).ToJsonString());
        world.Queue.Send("""{"detail-type":"AWS Health Event","source":"aws.health","detail":{}}""");
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 5);
        (await SqsWorld.ThreadsAsync(host)).Select(static thread => thread.Title).Order().ShouldBe(Enumerable.Range(1, 5).Select(static number => $"Finding {number}"));
        (await SqsWorld.RefusalsAsync(host)).ShouldBeEmpty();
        world.Aws.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_finding_without_an_envelope_was_sent_when_the_queue_says_so()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Queue.Send(SomeFinding.Json(1).ToJsonString());
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => world.Queue.Deleted.Count == 1);
        var finding = (await SqsWorld.ThreadsAsync(host)).ShouldHaveSingleItem().Finding!.Value;
        (await host.Get<IAlertLedger>().DeliveriesAsync(finding, default)).ShouldHaveSingleItem().SentAt!.Value.ShouldBe(world.Time.GetUtcNow(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_same_finding_by_two_roads_posts_once()
    {
        await using var world = await SqsWorld.StartAsync();
        await using var host = await world.HostAsync();
        using var direct = new StringContent(SomeFinding.Event(SomeFinding.Json(1)).ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        (await host.Room.PostAsync(new Uri("/alerts/eventbridge", UriKind.Relative), direct)).EnsureSuccessStatusCode();
        world.Queue.SendAgain(world.Send(1));
        await world.UntilAsync(() => world.Queue.Deleted.Count == 2);
        var thread = (await SqsWorld.ThreadsAsync(host)).ShouldHaveSingleItem();
        (await host.Get<IAlertLedger>().DeliveriesAsync(thread.Finding!.Value, default)).ShouldHaveSingleItem().Source.ShouldBe("eventbridge");
    }

    [Fact]
    public async Task A_broken_message_goes_to_the_dead_letters_and_is_told_once()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Queue.Redrive(maxReceiveCount: 3);
        var broken = world.SendBroken();
        for (var number = 1; number <= 12; number++) world.Send(number);
        await using var host = await world.HostAsync();
        await world.UntilAsync(() => world.Queue.DeadLetters.Count == 1, TimeSpan.FromSeconds(1));
        await world.UntilAsync(() => world.Queue.Deleted.Count == 12);
        world.Queue.DeadLetters[0].Id.ShouldBe(broken);
        var refusal = (await SqsWorld.RefusalsAsync(host)).ShouldHaveSingleItem();
        refusal.Path.ShouldStartWith($"message {broken} $.detail.");
        refusal.Reason.ShouldEndWith("; it stays in the queue");
        var shown = JsonDocument.Parse(await host.Room.GetStringAsync(new Uri("/api/v1/intake", UriKind.Relative))).RootElement;
        shown.GetProperty("items")[0].GetProperty("source").GetString().ShouldBe("sqs");
        shown.GetProperty("troubles").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_stopping_host_does_not_wait_for_the_long_poll()
    {
        await using var world = await SqsWorld.StartAsync();
        var host = await world.HostAsync();
        await world.UntilAsync(() => world.Asked("ReceiveMessage") >= 2); // waiting, by a clock that stands still
        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        world.Queue.Deleted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("findings", "Alerts:Sqs:QueueUrl is 'findings'")]
    [InlineData("ftp://sqs.us-east-1.amazonaws.com/111122223333/findings", "use the queue's URL")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/", "use the queue's URL")]
    [InlineData("https://queue.example/111122223333/findings", "set Aws:Region")]
    public async Task A_queue_that_cannot_be_read_keeps_the_host_from_starting(string url, string why)
    {
        var failure = await Should.ThrowAsync<Exception>(() => RunningHost.StartAsync($"--Alerts:Sqs:QueueUrl={url}"));
        failure.Message.ShouldContain(why);
    }
}
