using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>What somebody deleted in Slack is posted anew, and its thread goes on there.</summary>
public sealed class SlackRootsTests
{
    [Fact]
    public async Task What_somebody_deleted_is_posted_anew_when_it_changes_and_the_thread_goes_on_there()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        var first = speaking.Channel.Messages.ShouldHaveSingleItem();
        await first.Delete(speaking.Slack.Person("ana"));

        await speaking.PutAsync("A finding, again");
        await speaking.PutAsync("Its news", "news");
        await speaking.DrainAsync();

        var second = (await speaking.Channel.ExpectThread("again"));
        second.Ts.ShouldNotBe(first.Ts);
        second.Replies.ShouldHaveSingleItem().Words.ShouldContain("Its news");
        (await speaking.MessageAsync()).ExternalId.ShouldBe(second.Ts);
    }

    [Fact]
    public async Task A_reply_whose_root_somebody_deleted_brings_the_root_back()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await speaking.Channel.Messages[0].Delete(speaking.Slack.Person("ana"));

        await speaking.PutAsync("Its news", "news");
        await speaking.DrainAsync();

        var root = speaking.Channel.Messages.ShouldHaveSingleItem();
        root.Words.ShouldContain("A finding");
        root.Replies.ShouldHaveSingleItem().Words.ShouldContain("Its news");
        (await speaking.Store.Threads.FindAsync(new ThreadId("t1"), default))!.ExternalId.ShouldBe(root.Ts);
    }

    [Theory]
    [InlineData("a limit")]
    [InlineData("taken and cut")]
    [InlineData("503")]
    public async Task A_root_that_cannot_be_brought_back_yet_costs_no_reply(string what)
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await speaking.Channel.Messages[0].Delete(speaking.Slack.Person("ana"));
        var plan = speaking.Slack.Faults.On("chat.postMessage").Fail("thread_not_found"); // the reply; what comes next is the root
        if (what == "a limit") plan.RateLimit(5);
        else if (what == "503") plan.Http(503);
        else plan.AcceptThenDrop();

        await speaking.PutAsync("Its news", "news");
        await speaking.DrainAsync();

        (await speaking.Store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldBeEmpty();
        var root = speaking.Channel.Messages.ShouldHaveSingleItem();
        root.Words.ShouldContain("A finding");
        root.Replies.ShouldHaveSingleItem().Words.ShouldContain("Its news");
        (await speaking.Store.Threads.FindAsync(new ThreadId("t1"), default))!.ExternalId.ShouldBe(root.Ts);
    }

    [Fact]
    public async Task A_process_that_dies_while_posting_anew_has_posted_once()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await speaking.Channel.Messages[0].Delete(speaking.Slack.Person("ana"));
        await speaking.PutAsync("A finding, again");

        await speaking.RunAndDieAsync();
        await speaking.DrainAsync();

        speaking.Channel.All.ShouldHaveSingleItem();
        (await speaking.MessageAsync()).ExternalId.ShouldBe(speaking.Channel.All[0].Ts);
    }
}
