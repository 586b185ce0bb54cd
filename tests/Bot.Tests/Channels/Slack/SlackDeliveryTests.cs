using ChatOps.Bot.Jobs;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Cards that are more than one message: continuations, pictures, tables.</summary>
public sealed class SlackDeliveryTests
{
    [Fact]
    public async Task A_long_card_is_continued_in_its_thread_and_edited_part_by_part()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync(SomeCards.Long());
        await speaking.DrainAsync();

        var root = speaking.Channel.Messages.ShouldHaveSingleItem();
        var count = root.Replies.Count;
        count.ShouldBeGreaterThan(0);
        string.Concat(speaking.Channel.All.Select(static said => said.Words)).ShouldContain("Paragraph 60");
        speaking.Channel.All.Select(static said => said.Metadata!["event_payload"]!["part"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, count + 1));

        await speaking.PutAsync(SomeCards.Long(word: "modified"));
        await speaking.DrainAsync();
        speaking.Channel.All.Count.ShouldBe(count + 1);
        speaking.Channel.All.ShouldAllBe(static said => said.Edited == 1 && said.Words.Contains("modified"));

        await speaking.PutAsync(SomeCards.Long(3));
        await speaking.DrainAsync();
        speaking.Channel.All.ShouldHaveSingleItem().Words.ShouldContain("Paragraph 3");
        Tidy(speaking);
    }

    [Fact]
    public async Task A_continuation_somebody_deleted_is_posted_anew()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync(SomeCards.Long());
        await speaking.DrainAsync();
        await speaking.Channel.Messages[0].Replies[0].Delete(speaking.Slack.Person("ana"));

        await speaking.PutAsync(SomeCards.Long(word: "modified"));
        await speaking.DrainAsync();

        speaking.Channel.All.ShouldAllBe(static said => said.Words.Contains("modified"));
        speaking.Channel.All.Select(static said => said.Metadata!["event_payload"]!["part"]!.GetValue<int>()).ShouldBeUnique();
    }

    [Fact]
    public async Task A_long_root_that_was_deleted_comes_back_whole()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync(SomeCards.Long());
        await speaking.DrainAsync();
        var count = speaking.Channel.All.Count;
        await speaking.Channel.Messages[0].Delete(speaking.Slack.Person("ana"));

        await speaking.PutAsync(SomeCards.Long(word: "modified"));
        await speaking.DrainAsync();
        await speaking.PutAsync("its news", "news");
        await speaking.DrainAsync();

        var root = speaking.Channel.Messages[^1];
        root.Words.ShouldContain("modified");
        root.Replies.Count.ShouldBe(count, "the other parts and the news");
        root.Replies.ShouldAllBe(static said => said.Words.Contains("modified") || said.Words.Contains("its news"));
    }

    [Fact]
    public async Task Charts_are_shown_as_pictures_and_used_again()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.FilesReadyAfter = 3;
        await speaking.PutAsync(SomeCards.WithChart());
        await speaking.DrainAsync();

        var uploads = speaking.Called("files.getUploadURLExternal").Count;
        uploads.ShouldBeGreaterThan(0);
        speaking.Channel.All[0].Json.ToJsonString().ShouldContain("slack_file");
        speaking.Called("chat.postMessage").ShouldBe(["ok"]);

        await speaking.PutAsync(SomeCards.WithChart() with { Title = "Changed" });
        await speaking.DrainAsync();
        speaking.Called("files.getUploadURLExternal").Count.ShouldBe(uploads);
        speaking.Channel.All[0].Json.ToJsonString().ShouldContain("slack_file");
        Tidy(speaking);
    }

    public static TheoryData<string> Unlucky => [.. Faults.Keys];

    private static readonly Dictionary<string, Action<SlackFaults>> Faults = new()
    {
        ["never ready"] = static faults => faults.FilesNeverReady(),
        ["no scope"] = static faults => faults.On("files.getUploadURLExternal").Fail("missing_scope", 9),
        ["the upload fails"] = static faults => faults.On("upload").Http(500, 9),
        ["the end fails"] = static faults => faults.On("files.completeUploadExternal").Fail("internal_error", 9),
        ["no answer about the file"] = static faults => faults.On("files.info").Garbage(SlackGarbage.NotJson, 99),
        ["an address elsewhere"] = static faults => faults.On("files.getUploadURLExternal").Garbage(SlackGarbage.OkWithoutTs, 9),
    };

    [Theory]
    [MemberData(nameof(Unlucky))]
    public async Task A_picture_that_cannot_be_brought_is_told_in_words(string what)
    {
        await using var speaking = await Speaking.StartedAsync();
        Faults[what](speaking.Slack.Faults);
        await speaking.PutAsync(SomeCards.WithChart());

        await speaking.DrainAsync();

        var said = speaking.Channel.All[0];
        said.Json.ToJsonString().ShouldNotContain("slack_file");
        said.Json["blocks"]!.ToJsonString().ShouldContain("Chart, not shown here: Bytes an hour.");
        (await speaking.MessageAsync()).Delivery.ShouldBe(ChatOps.Bot.Threads.MessageDelivery.Sent);
    }

    [Fact]
    public async Task Pictures_wait_for_a_rate_limit()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.On("files.getUploadURLExternal").RateLimit(20);
        await speaking.PutAsync(SomeCards.WithChart());

        await speaking.DrainAsync();

        speaking.Channel.All[0].Json.ToJsonString().ShouldContain("slack_file");
    }

    [Fact]
    public async Task A_picture_that_Slack_does_not_take_after_all_costs_the_picture_only()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.On("chat.postMessage").Fail("invalid_blocks", 1, "[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]");
        await speaking.PutAsync(SomeCards.WithChart());
        await speaking.DrainAsync();

        var said = speaking.Channel.All[0];
        said.Json.ToJsonString().ShouldNotContain("slack_file");
        (said.Json.ContainsKey("blocks") || said.Json.ContainsKey("attachments")).ShouldBeTrue();

        await speaking.PutAsync(SomeCards.WithChart() with { Title = "Changed" });
        await speaking.DrainAsync();
        speaking.Channel.All[0].Json.ToJsonString().ShouldContain("slack_file", Case.Sensitive, "the next state brings new ones");
    }

    [Fact]
    public async Task A_table_of_which_a_part_is_shown_is_shared_whole_and_once()
    {
        await using var speaking = await Speaking.StartedAsync();
        var message = await speaking.PutAsync(SomeCards.WithTable());
        await speaking.DrainAsync();

        var root = speaking.Channel.Messages.ShouldHaveSingleItem();
        var shared = root.Replies.ShouldHaveSingleItem();
        shared.Files.ShouldHaveSingleItem().ShouldMatch($"^chatops-{message.Id}-1-v[0-9a-f]{{8}}\\.csv$");
        await speaking.PutAsync(SomeCards.WithTable() with { Title = "Changed" });
        await speaking.DrainAsync();
        root.Replies.Count.ShouldBe(1);

        await speaking.PutAsync(SomeCards.WithTable(70));
        await speaking.DrainAsync();
        root.Replies.Count.ShouldBe(2, "another table is another file");
        Tidy(speaking);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_table_whose_sharing_nobody_confirmed_is_shared_once(bool wasTaken)
    {
        await using var speaking = await Speaking.StartedAsync();
        var plan = speaking.Slack.Faults.On("files.completeUploadExternal");
        _ = wasTaken ? plan.AcceptThenDrop() : plan.DropBeforeAccepting();
        await speaking.PutAsync(SomeCards.WithTable());

        await speaking.DrainAsync();

        speaking.Channel.Messages.ShouldHaveSingleItem().Replies.ShouldHaveSingleItem().Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_table_that_Slack_said_to_share_and_did_not_is_shared_again()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.SharesNothing = 1;
        await speaking.PutAsync(SomeCards.WithTable());

        await speaking.DrainAsync();

        speaking.Channel.Messages.ShouldHaveSingleItem().Replies.ShouldHaveSingleItem().Files.Count.ShouldBe(1);
        speaking.Called("files.completeUploadExternal").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_card_is_not_lost_for_its_table()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.SharesNothing = 100;
        await speaking.PutAsync(SomeCards.WithTable());

        await speaking.DrainAsync();

        speaking.Channel.All.ShouldHaveSingleItem();
        (await speaking.Store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldBeEmpty();
        (await speaking.MessageAsync()).Delivery.ShouldBe(ChatOps.Bot.Threads.MessageDelivery.Sent);
    }

    [Fact]
    public async Task A_continuation_that_is_refused_makes_the_whole_card_plain()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync(SomeCards.Long());
        speaking.Slack.Faults.On("chat.postMessage").Slow(TimeSpan.Zero).Fail("invalid_blocks");

        await speaking.DrainAsync();

        var said = speaking.Channel.All.ShouldHaveSingleItem();
        said.Text.ShouldContain("A long report");
        said.Json.ContainsKey("blocks").ShouldBeFalse();
    }

    /// <summary>After each single call of a delivery with all there can be, the process dies and the next one goes on.</summary>
    [Fact]
    public async Task Killed_after_any_call_everything_is_there_once()
    {
        var whole = await CountAsync(int.MaxValue);
        for (var (calls, died) = (1, true); died; calls++)
        {
            (died, var found) = await CountAsync(calls);
            found.ShouldBe(whole.Found, $"killed after {calls} calls");
            calls.ShouldBeLessThan(60);
        }
    }

    /// <summary>A rise of each call's fault instead of a death: taken, and cut.</summary>
    [Theory]
    [InlineData("chat.postMessage")]
    [InlineData("files.completeUploadExternal")]
    [InlineData("files.info")]
    [InlineData("upload")]
    public async Task Cut_at_every_call_of_a_method_everything_is_there_once(string method)
    {
        var whole = await CountAsync(int.MaxValue);
        for (var at = 0; at < 4; at++)
        {
            await using var speaking = await Speaking.StartedAsync();
            var plan = speaking.Slack.Faults.On(method);
            for (var before = 0; before < at; before++) plan.Slow(TimeSpan.Zero);
            plan.AcceptThenDrop();
            await speaking.PutAsync(SomeCards.WithEverything());
            await speaking.DrainAsync();
            Found(speaking).Replace("picture ", "", StringComparison.Ordinal).ShouldBe(whole.Found.Replace("picture ", "", StringComparison.Ordinal), $"{method} {at}");
        }
    }

    private static async Task<(bool Died, string Found)> CountAsync(int calls)
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync(SomeCards.WithEverything());
        var died = await speaking.RunAndDieAsync(calls);
        await speaking.DrainAsync();
        (await speaking.MessageAsync()).ExternalId.ShouldBe(speaking.Channel.Messages[0].Ts);
        return (died, Found(speaking));
    }

    /// <summary>What stands in the channel: roots, parts, files.</summary>
    private static string Found(Speaking speaking)
    {
        var all = speaking.Channel.All;
        var parts = all.Select(static said => said.Metadata?["event_payload"]?["part"]?.ToString()).OfType<string>().Order(StringComparer.Ordinal);
        var picture = all[0].Json.ToJsonString().Contains("slack_file", StringComparison.Ordinal) ? "picture " : "";
        return $"{speaking.Channel.Messages.Count} root, parts {string.Join(',', parts)}, {picture}files {all.Sum(static said => said.Files.Count)}";
    }

    private static void Tidy(Speaking speaking)
    {
        speaking.Slack.Unexpected.ShouldBeEmpty();
        speaking.Slack.Refused.ShouldBeEmpty();
    }
}
