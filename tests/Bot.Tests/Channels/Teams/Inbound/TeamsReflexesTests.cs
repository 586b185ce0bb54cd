using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.TestKit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Channels.Teams.Inbound;

public sealed class TeamsReflexesTests
{
    [Theory]
    [InlineData("adaptiveCard/action", 8, "application/vnd.microsoft.activity.message")]
    [InlineData("task/fetch", 8, "\"task\":{\"type\":\"message\"")]
    [InlineData("task/submit", 8, "\"task\":{\"type\":\"message\"")]
    [InlineData("composeExtension/query", 4, "\"composeExtension\":{\"type\":\"message\"")]
    [InlineData("composeExtension/queryLink", 4, "\"composeExtension\":{\"type\":\"message\"")]
    [InlineData("composeExtension/fetchTask", 4, "\"task\":{\"type\":\"message\"")]
    [InlineData("composeExtension/submitAction", 4, "\"task\":{\"type\":\"message\"")]
    public async Task Who_waits_too_long_is_told_in_words_that_it_goes_on(string name, int seconds, string shape)
    {
        var (time, slow, log) = (new ManualTime(), new Slow(name), new LogBook());
        var reflexes = Of(time, log, slow);
        var answer = reflexes.AnswerAsync(reflexes.Of(name)!, Invoke(name));
        await slow.Asked;
        await TimerAsync(time);
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        answer.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromTicks(1));
        var reply = await answer;
        reply.Status.ShouldBe(200);
        reply.Body!.ToJsonString().ShouldContain(shape);
        reply.Body.ToJsonString().ShouldContain("goes on");
        slow.Stop.IsCancellationRequested.ShouldBeFalse("what was begun is not broken off");
        slow.Answer(new InvalidOperationException("too late, and wrong"));
        while (!log.Lines.Any(static line => line.Contains("too late, and wrong", StringComparison.Ordinal))) await Task.Yield();
    }

    [Fact]
    public async Task Who_is_answered_in_time_gets_the_answer_and_a_failure_is_one()
    {
        var (time, log) = (new ManualTime(), new LogBook());
        var good = new Slow("task/submit");
        var reflexes = Of(time, log, good, new Slow("task/fetch"));
        good.Answer(new TeamsReply(418, new JsonObject()));
        (await reflexes.AnswerAsync(reflexes.Of("task/submit")!, Invoke("task/submit"))).Status.ShouldBe(418);
        var bad = new Slow("adaptiveCard/action");
        bad.Answer(new TimeoutException("of its own"));
        await Should.ThrowAsync<TimeoutException>(() => Of(time, log, bad).AnswerAsync(bad, Invoke("adaptiveCard/action")));
        reflexes.Of("adaptiveCard/action").ShouldBeNull();
        reflexes.Of(null).ShouldBeNull();
        log.Lines.ShouldBeEmpty();
        time.NextTimer.ShouldBeNull();
    }

    [Fact]
    public async Task Invokes_are_answered_in_the_same_breath_and_never_kept()
    {
        await using var on = await TeamsVisit.StartAsync();
        (await on.PostAsync(Press(on))).ShouldSatisfyAllConditions(static told => told.Status.ShouldBe(200), static told => told.Json!["once"].ShouldNotBeNull());
        async Task<int> StatusAsync(Action<JsonObject> change)
        {
            var activity = Press(on);
            change(activity);
            return (await on.PostAsync(activity)).Status;
        }

        (await StatusAsync(static activity => activity["name"] = "signin/verifyState")).ShouldBe(501);
        (await StatusAsync(static activity => activity.Remove("name"))).ShouldBe(501);
        (await StatusAsync(static activity => activity["name"] = "")).ShouldBe(501);
        (await StatusAsync(static activity => activity.Remove("value"))).ShouldBe(400);
        (await StatusAsync(static activity => activity["value"] = "a word")).ShouldBe(400);
        (await StatusAsync(static activity => activity["value"] = new JsonArray())).ShouldBe(400);
        (await StatusAsync(static activity => activity["channelId"] = "webchat")).ShouldBe(403);
        (await on.PostAsync(Press(on).ToJsonString(), "Bearer a.b.c")).Status.ShouldBe(401);
        on.Notebook.Asked.Count.ShouldBe(1);
        (await on.KeptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invoke_has_one_name_however_often_Teams_sends_it()
    {
        await using var on = await TeamsVisit.StartAsync();
        async Task<string> OnceAsync(JsonObject activity) => (await on.PostAsync(activity)).Json!["once"]!.ToString();
        var press = Press(on);
        var first = await OnceAsync(press);
        (await OnceAsync(press)).ShouldBe(first, "at once");
        var second = await OnceAsync(on.Teams.Activities.Renewed(press));
        second.ShouldNotBe(first, "pressed twice");
        (await OnceAsync(Press(on, "another"))).ShouldNotBe(first, "another button");
        on.Later(TimeSpan.FromSeconds(15));
        (await OnceAsync(press)).ShouldBe(first, "after 15 s");
        var renewed = on.Teams.Activities.Renewed(press);
        (await OnceAsync(renewed)).ShouldBe(first, "under another id");
        on.Later(TimeSpan.FromSeconds(30));
        (await OnceAsync(renewed)).ShouldBe(first, "and once more");
        on.Later(TimeSpan.FromSeconds(60));
        (await OnceAsync(on.Teams.Activities.Renewed(press))).ShouldNotBe(first, "pressed again later");
        (await OnceAsync(press)).ShouldBe(first, "the very first again");
    }

    private static JsonObject Press(TeamsVisit on, string button = "b1") => on.Teams.Activities.Invoke(
        Notebook.Echo,
        on.Teams.Person("ana").State,
        on.Teams.Channel("sec").State,
        "1700000000000",
        new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "chatops", ["data"] = new JsonObject { ["press"] = button } } },
        "1700000000000");

    private static Heard Invoke(string name) => new("invoke", "t", "k", JsonSerializer.SerializeToElement(new { name, value = new { } }), default);

    private static TeamsReflexes Of(ManualTime time, LogBook log, params ITeamsReflex[] reflexes) => new(reflexes, new Running(), time, new Logger<TeamsReflexes>(new LoggerFactory([log])));

    /// <summary>The reflex is asked on a thread of its own; the deadline may be set a moment later.</summary>
    private static async Task TimerAsync(ManualTime time)
    {
        while (time.NextTimer is null) await Task.Yield();
    }

    private sealed class Slow(string name) : ITeamsReflex
    {
        private readonly TaskCompletionSource<TeamsReply> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<string> Names { get; } = [name];

        public Task Asked => asked.Task;

        public CancellationToken Stop { get; private set; }

        public void Answer(TeamsReply reply) => answer.SetResult(reply);

        public void Answer(Exception failure) => answer.SetException(failure);

        public Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
        {
            Stop = cancellationToken;
            asked.SetResult();
            return answer.Task;
        }
    }

    private sealed class Running : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
