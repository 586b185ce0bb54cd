using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What people write in Teams, and what comes of it.</summary>
public sealed class TeamsMessagesTests
{
    [Fact]
    public async Task A_mention_opens_a_thread_once_however_often_it_is_told()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.Ana.Mention(on.Channel, "investigate ip 198.51.100.23");
        await on.Teams.Deliveries.Again();
        await on.Channel.ExpectThread("198.51.100.23");
        await on.HearAgainAsync();
        on.Channel.Threads.Count(static thread => thread.IsBots && thread.Words.Contains("198.51.100.23", StringComparison.Ordinal)).ShouldBe(1);

        var again = await on.Ana.Mention(on.Channel, "ip 198.51.100.23");
        await again.Thread.ExpectReply("Answered in");
        await on.HearAgainAsync();
        again.Thread.Replies.Count.ShouldBe(1);
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slash_command_is_answered_so_that_nobody_else_sees_it()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.Ana.Slash(on.Channel, "investigate help");
        var help = await on.Ana.ExpectPrivateAnswer("What can be asked");
        help.IsInvokeAnswer.ShouldBeFalse();
        help.Words.ShouldContain("/investigate ip 198.51.100.23");
        help.Words.ShouldContain("/investigate flow instance");
        help.Words.ShouldNotContain("@bot");
        help.Words.ShouldNotContain("cut here");

        await on.Ana.Slash(on.Channel, "investigate ip 198.51.100.23");
        await on.Channel.ExpectThread("198.51.100.23");
        await on.Ana.Slash(on.Channel, "investigate");
        await on.Ana.Slash(on.Channel, "findings ip 198.51.100.23");
        await on.Ana.ExpectPrivateAnswer("Answered in");
        await on.HearAgainAsync();
        on.Ana.PrivateAnswers.Count.ShouldBe(3);
        on.Ben.PrivateAnswers.ShouldBeEmpty();
        on.Channel.All.ShouldAllBe(static shown => shown.IsBots);
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slash_command_in_a_thread_is_asked_about_the_thread()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        await on.Ana.Slash(on.Channel, "investigate findings", inThread: root);
        await root.ExpectReply("associated with");
        await on.Ana.Slash(on.Channel, "note isolated it", inThread: root);
        await on.Ana.ExpectPrivateAnswer("Kept as a note");
        await on.HearAgainAsync();
        on.Notes(root).ShouldHaveSingleItem().Text.ShouldBe("isolated it");
    }

    [Fact]
    public async Task A_mention_in_a_thread_of_ours_is_a_command_when_it_begins_with_a_verb_and_a_note_otherwise()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        await on.Ana.Reply(root, "findings", mention: true);
        await root.ExpectReply("associated with");
        await on.Ana.Reply(root, "this looks like our own scanner", mention: true);
        await root.ExpectReply("begins with none of the verbs");
        await on.Ana.Reply(root, "note asked the owner", mention: true);
        await on.ExpectNoteAsync(root, static note => note.Text == "asked the owner");
        await on.HearAgainAsync();
        on.Notes(root).Select(static note => note.Text).ShouldBe(["this looks like our own scanner", "asked the owner"]);
        root.Replies.Count(static reply => reply.Words.Contains("begins with none of the verbs", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_reply_is_a_note_and_edits_and_deletions_follow()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var reply = await on.Ana.Reply(root, "seen on <b>the wiki</b> & by Ben");
        var note = await on.ExpectNoteAsync(root, static each => each.Text == "seen on <b>the wiki</b> & by Ben");
        note.Author.ToString().ShouldBe($"teams:{on.Ana.ObjectId}");
        note.Author.Name.ShouldBe(on.Ana.Name);
        note.WrittenAt.ShouldBe(TeamsConversation.At(reply.Id)!.Value);
        await reply.ExpectReaction("like");
        await on.Ana.Edit(reply, "seen twice");
        await on.ExpectNoteAsync(root, static each => each.Text == "seen twice");
        await on.Ana.Edit(reply, "seen three times");
        await on.ExpectNoteAsync(root, static each => each.Text == "seen three times");
        await on.HearAgainAsync();
        on.Notes(root).ShouldHaveSingleItem().Text.ShouldBe("seen three times");
        await on.Ana.Delete(reply);
        await on.ExpectNoteAsync(root, static each => each.DeletedAt is not null);
        await on.HearAgainAsync();
        on.Notes(root).ShouldHaveSingleItem().Text.ShouldBeEmpty();
        root.Replies.Count(static each => !each.IsBots).ShouldBe(0);
    }

    [Fact]
    public async Task A_deletion_that_is_taken_back_is_final_for_the_note_and_that_is_said_once()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var reply = await on.Ana.Reply(root, "never mind");
        await on.Ana.Delete(reply);
        await on.ExpectNoteAsync(root, static each => each.DeletedAt is not null);
        await on.Ana.Undelete(reply);
        await root.ExpectReply("stays deleted");
        await on.HearAgainAsync();
        on.Notes(root).ShouldHaveSingleItem().Text.ShouldBeEmpty();
        root.Replies.Count(static each => each.Words.Contains("stays deleted", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_told_backwards_ends_the_same()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        on.Teams.Deliveries.Target = null;
        var edited = await on.Ana.Reply(root, "first words");
        on.Connect();
        await on.Ana.Edit(edited, "second words");
        await on.ExpectNoteAsync(root, static each => each.Text == "second words");
        await on.Teams.Deliveries.SendAsync(on.Teams.Activities.Message(on.Ana.State, on.Channel.State, root.Id, edited.Id, "first words", false));

        on.Teams.Deliveries.Target = null;
        var deleted = await on.Ana.Reply(root, "a secret");
        on.Connect();
        await on.Ana.Delete(deleted);
        await on.QuietAsync();
        await on.Teams.Deliveries.SendAsync(on.Teams.Activities.Message(on.Ana.State, on.Channel.State, root.Id, deleted.Id, "a secret", false));
        await on.QuietAsync();
        on.Notes(root).Select(static note => (note.Text, note.DeletedAt is null)).ShouldBe([("second words", true), ("", false)]);
    }

    [Fact]
    public async Task A_command_does_not_become_a_note_by_being_corrected_nor_is_it_run_again()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var asked = await on.Ana.Reply(root, "findings", mention: true);
        await root.ExpectReply("associated with");
        await on.Ana.Edit(asked, "this was odd", mention: true);
        await on.Ana.Edit(asked, "pivot", mention: true);
        await on.Ana.Delete(asked);
        await on.QuietAsync();
        on.Notes(root).ShouldBeEmpty();
        root.Replies.Count(static each => each.Words.Contains("associated with", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_said_elsewhere_or_by_bots_is_nobody_s_note()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var post = await on.Ana.Post(on.Channel, "good morning");
        await on.Ben.Reply(post, "and to you");
        var ours = on.Teams.Activities.Message(on.Ana.State, on.Channel.State, root.Id, "1722470400123", "I am a bot", false);
        ours["from"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "28:another", ["name"] = "Another" };
        await on.Teams.Deliveries.SendAsync(ours);
        await on.QuietAsync();
        on.Notes(root).ShouldBeEmpty();
        on.Threads().Count.ShouldBe(1);
        on.Channel.All.Where(static shown => !shown.IsBots).Count().ShouldBe(2);
    }

    [Fact]
    public async Task In_a_personal_chat_everything_is_a_command_and_nothing_a_note()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.Ana.Post(on.Ana.Chat, "help");
        var help = await on.Ana.Chat.ExpectMessage("What can be asked");
        help.Words.ShouldContain("investigate ip 198.51.100.23");
        help.Words.ShouldNotContain("/investigate");
        await on.Ana.Slash(on.Ana.Chat, "investigate ip 198.51.100.23");
        await on.Ana.Chat.ExpectMessage("198.51.100.23");
        await on.Ana.Post(on.Ana.Chat, "ip 198.51.100.23");
        await on.Ana.Post(on.Ana.Chat, "note isolated");
        await on.Ana.Chat.ExpectMessage("note works inside a thread");
        await on.QuietAsync();
        on.Threads().ShouldHaveSingleItem().Channel.Channel.ShouldBe(on.Ana.Chat.Id);
        on.Ana.Chat.All.ShouldNotContain(static shown => shown.Words.Contains("Answered in", StringComparison.Ordinal));
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_group_chat_what_mentions_us_is_a_command()
    {
        await using var on = await TeamsListening.StartAsync();
        var chat = on.Teams.GroupChat("war room", on.Ana, on.Ben);
        await on.Ana.Post(chat, "investigate ip 198.51.100.24");
        await on.Ana.Mention(chat, "investigate ip 198.51.100.23");
        await chat.ExpectMessage("198.51.100.23");
        await on.QuietAsync();
        on.Threads().ShouldHaveSingleItem().Channel.Channel.ShouldBe(chat.Id);
    }

    [Fact]
    public async Task Who_may_not_is_told_so_below_their_own_message()
    {
        using var folder = new TestKit.TemporaryFolder();
        var policy = Path.Combine(folder.Path, "policy.json");
        await using var probe = await TeamsDouble.StartAsync();
        await File.WriteAllTextAsync(policy, $$"""{"default":"viewer","users":{"teams:{{probe.Person("Ben Busch").ObjectId}}":"responder" } }""");
        await using var on = await TeamsListening.StartAsync($"--Policy:File={policy}");
        on.Ben.ObjectId.ShouldBe(probe.Person("Ben Busch").ObjectId);
        var root = await on.FindingAsync();
        await on.Ana.Reply(root, "interval 2024-08-01 11:00..12:00", mention: true);
        await root.ExpectReply("is for responders");
        await on.Ben.Reply(root, "interval 2024-08-01 11:00..12:00", mention: true);
        await root.ExpectReply("12:00");
    }

    [Fact]
    public async Task A_Teams_that_is_slow_or_refuses_the_mark_costs_no_note()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        on.Teams.Faults.On("react").Error(403, "NotEnoughPermissions");
        await on.Ana.Reply(root, "kept all the same");
        await on.ExpectNoteAsync(root, static each => each.Text == "kept all the same");
        await on.QuietAsync();
        on.StopReason.ShouldBeNull();
    }

    [Fact]
    public async Task A_private_answer_of_which_nobody_knows_whether_it_came_may_come_twice_and_no_more()
    {
        await using var on = await TeamsListening.StartAsync();
        on.Teams.Faults.On("send").AcceptThenDrop();
        await on.Ana.Slash(on.Channel, "help");
        await on.Teams.ExpectAsync(() => on.Ana.PrivateAnswers.Count == 2 ? on : null, () => "not sent again");
        await on.HearAgainAsync();
        on.Ana.PrivateAnswers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_private_answer_survives_a_Teams_that_is_down_and_one_that_is_refused_stops_nothing()
    {
        await using var on = await TeamsListening.StartAsync();
        on.Teams.Faults.On("send").Error(503, "ServiceUnavailable");
        await on.Ana.Slash(on.Channel, "help");
        await on.Ana.ExpectPrivateAnswer("What can be asked");
        on.Teams.Faults.On("send").Error(403, "NotEnoughPermissions");
        await on.Ana.Slash(on.Channel, "investigate nonsense-that-is-not-there");
        await on.QuietAsync();
        await on.Ana.Slash(on.Channel, "investigate");
        await on.Teams.ExpectAsync(() => on.Ana.PrivateAnswers.Count == 2 ? on : null, () => "no second help");
    }
}
