using ChatOps.Bot.Threads;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Nobody said what became of a message: it is never lost, and each time that happens it may be there once more, with a word about it.</summary>
public sealed class TeamsDoubtsTests
{
    private static readonly Dictionary<string, (bool IsTaken, Action<TeamsFaultPlan> Strike)> Faults = new()
    {
        ["500"] = (false, static plan => plan.Error(500, "ServiceError")),
        ["502"] = (false, static plan => plan.Http(502)),
        ["503"] = (false, static plan => plan.Http(503)),
        ["504"] = (false, static plan => plan.Http(504)),
        ["cut before"] = (false, static plan => plan.DropBeforeAccepting()),
        ["silence"] = (false, static plan => plan.Silence()),
        ["taken, then 502"] = (true, static plan => plan.AcceptThenHttp(502)),
        ["taken, then cut"] = (true, static plan => plan.AcceptThenDrop()),
        ["taken, then silence"] = (true, static plan => plan.AcceptThenSilence()),
        ["no JSON"] = (false, static plan => plan.Garbage()),
        ["no id"] = (false, static plan => plan.Garbage(TeamsGarbage.WithoutId)),
        ["wrong types"] = (false, static plan => plan.Garbage(TeamsGarbage.WrongTypes)),
        ["a page"] = (false, static plan => plan.Garbage(TeamsGarbage.WrongContentType)),
        ["nothing"] = (false, static plan => plan.Garbage(TeamsGarbage.Empty)),
        ["a list"] = (false, static plan => plan.Garbage(TeamsGarbage.List)),
        ["half, taken"] = (true, static plan => plan.Garbage(TeamsGarbage.CutInHalf, doesTheWork: true)),
        ["deep"] = (false, static plan => plan.Garbage(TeamsGarbage.Deep)),
        ["endless, taken"] = (true, static plan => plan.Garbage(TeamsGarbage.Huge, doesTheWork: true)),
    };

    public static TheoryData<string> Unlucky => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Unlucky))]
    public async Task A_root_and_a_reply_are_said_again_once_and_marked(string what)
    {
        var (isTaken, strike) = Faults[what];
        await using var speaking = await TeamsSpeaking.CreateAsync();
        strike(speaking.Teams.Faults.On("create"));
        strike(speaking.Teams.Faults.On("send"));
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        var begun = speaking.Store.Time.GetUtcNow();
        await speaking.DrainAsync();

        speaking.Channel.Roots.Count.ShouldBe(isTaken ? 2 : 1);
        speaking.Channel.Replies.Count.ShouldBe(isTaken ? 2 : 1);
        var root = speaking.Channel.Threads[^1];
        root.Words.ShouldContain("May be here twice");
        root.Replies[^1].Words.ShouldContain("May be here twice");
        (await speaking.MessageAsync()).ExternalId.ShouldBe(root.Id);
        (speaking.Store.Time.GetUtcNow() - begun).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
        (await speaking.PartsAsync((await speaking.MessageAsync()).Id)).ShouldNotContain(static part => part.Part == DeliveredPart.Sending);
        speaking.Teams.Faults.Left.ShouldBe(0);
    }

    [Fact]
    public async Task That_it_may_be_there_twice_stays_said_when_it_changes()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").AcceptThenDrop();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await speaking.PutAsync("A finding, again");
        await speaking.DrainAsync();

        speaking.Channel.Roots[1].Words.ShouldContain("again");
        speaking.Channel.Roots[1].Words.ShouldContain("May be here twice");
        speaking.Channel.Roots[0].Words.ShouldNotContain("twice");
    }

    [Fact]
    public async Task Each_time_nothing_is_learned_allows_one_more_and_later_each_time()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").AcceptThenDrop(3);
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.Channel.Roots.Select(static root => root.Words.Contains("May be here twice", StringComparison.Ordinal)).ShouldBe([false, true, true, true]);
        var at = speaking.Teams.Posts.Select(static post => post.At).ToList();
        at.Zip(at.Skip(1), static (earlier, later) => Math.Round((later - earlier).TotalSeconds)).ShouldBe([15, 30, 60]);
    }

    [Fact]
    public async Task What_is_refused_after_a_doubt_leaves_the_doubt()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").AcceptThenDrop().RateLimit(5).PreconditionFailed();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.Channel.Roots.Select(static root => root.Words.Contains("May be here twice", StringComparison.Ordinal)).ShouldBe([false, true]);
    }

    [Fact]
    public async Task What_is_surely_not_there_is_not_marked()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").RateLimit(5).PreconditionFailed().RateLimit();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
        speaking.Called("create").ShouldBe(["Throttled", "PreconditionFailed", "Throttled", "ok"]);
    }

    [Theory]
    [MemberData(nameof(Unlucky))]
    public async Task Edits_are_done_again_and_nothing_is_doubled(string what)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        Faults[what].Strike(speaking.Teams.Faults.On("edit"));
        await speaking.PutAsync("A finding, again");
        await speaking.DrainAsync();
        // Of an edit Teams need not say more than that it is good.
        if (what is not ("nothing" or "no id" or "wrong types")) speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldContain("again");
        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("pivots")]
    public async Task Killed_after_Teams_took_it_the_next_process_says_it_again_and_marked(string which)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        if (which == "pivots")
        {
            await speaking.DrainAsync();
            await speaking.PutAsync("Its pivots", "pivots");
        }

        (await speaking.RunAndDieAsync(calls: 1)).ShouldBeTrue();
        await speaking.DrainAsync();

        var said = which == "root" ? speaking.Channel.Roots : speaking.Channel.Replies;
        said.Select(static one => one.Words.Contains("May be here twice", StringComparison.Ordinal)).ShouldBe([false, true]);
        (await speaking.MessageAsync(which)).ExternalId.ShouldBe(said[1].Id);
    }

    [Fact]
    public async Task Killed_before_the_record_the_next_process_says_it_again_and_marked()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.RunAndDieAsync();
        speaking.Channel.Roots.Count.ShouldBe(1);
        await speaking.DrainAsync();

        speaking.Channel.Roots.Select(static one => one.Words.Contains("May be here twice", StringComparison.Ordinal)).ShouldBe([false, true]);
        (await speaking.MessageAsync()).Delivery.ShouldBe(MessageDelivery.Sent);
    }

    [Fact]
    public async Task Killed_during_an_edit_nothing_is_doubled()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await speaking.PutAsync("A finding, again");
        (await speaking.RunAndDieAsync(calls: 1)).ShouldBeTrue();
        await speaking.DrainAsync();

        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }

    [Fact]
    public async Task A_doubt_about_a_root_that_was_posted_anew_is_one_about_the_new_one()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Threads[0].Message.IsDeleted = true;
        speaking.Teams.Faults.On("create").AcceptThenDrop();
        await speaking.PutAsync("A finding, again");
        await speaking.DrainAsync();

        speaking.Channel.Roots.Select(static one => one.Words.Contains("May be here twice", StringComparison.Ordinal)).ShouldBe([false, true]);
        (await speaking.MessageAsync()).ExternalId.ShouldBe(speaking.Channel.Roots[1].Id);
    }
}
