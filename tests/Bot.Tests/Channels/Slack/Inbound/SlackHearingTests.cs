using System.Net.Http.Json;
using ChatOps.Bot.Alerts;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What people do in Slack, and what comes of it.</summary>
public sealed class SlackHearingTests
{
    [Fact]
    public async Task A_command_opens_a_thread_once_however_often_it_is_told()
    {
        await using var on = await Listening.StartAsync();
        (await on.Ana.Slash(on.Channel, "/investigate ip 198.51.100.23")).IsGood.ShouldBeTrue();
        await on.Channel.ExpectThread("198.51.100.23");
        await on.HearAgainAsync();
        on.Channel.Messages.Count(static said => said.Words.Contains("198.51.100.23", StringComparison.Ordinal)).ShouldBe(1);
        on.Ana.PrivateAnswers.ShouldBeEmpty();

        await on.Ana.Slash(on.Channel, "/investigate ip 198.51.100.23");
        (await on.Ana.ExpectPrivateAnswer("Answered in")).Words.ShouldContain("https://");
        await on.HearAgainAsync();
        on.Ana.PrivateAnswers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Help_fits_into_one_private_answer_and_names_our_command()
    {
        await using var on = await Listening.StartAsync(false, "--Slack:Command=/guard");
        await on.Ana.Slash(on.Channel, "/guard help");
        var help = await on.Ana.ExpectPrivateAnswer("What can be asked");
        help.Words.ShouldContain("/guard ip 198.51.100.23");
        help.Words.ShouldContain("/guard flow instance");
        help.Words.ShouldNotContain("/investigate");
        help.Words.ShouldNotContain("cut here");
        await on.Ana.Slash(on.Channel, "/guard");
        await on.Slack.ExpectAsync(() => on.Ana.PrivateAnswers.Count == 2 ? on : null, () => "no second help");
        on.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_bot_is_not_the_answer_is_private_and_says_how_to_invite_it()
    {
        await using var on = await Listening.StartAsync();
        var quiet = on.Slack.Channel("hush").Private().WithoutBot();
        await on.Ana.Slash(quiet, "/investigate ip 198.51.100.23");
        await on.Ana.ExpectPrivateAnswer("/invite");
        await on.QuietAsync();
        quiet.All.ShouldBeEmpty();
        on.Threads().ShouldBeEmpty();
        await on.Ana.Slash(quiet, "/investigate help");
        await on.Ana.ExpectPrivateAnswer("What can be asked");
    }

    [Fact]
    public async Task A_button_below_a_link_where_the_bot_is_not_opens_nothing_and_says_why()
    {
        await using var on = await Listening.StartAsync();
        var quiet = on.Slack.Channel("hush").Private().WithoutBot();
        quiet.Join(on.Ana);
        var answerAt = on.Slack.State.NewResponseUrl(on.Slack.Address, on.Ana.Id, quiet.Id, null, null);
        var pressed = $$"""
            {"type":"block_actions","team":{"id":"{{on.Slack.TeamId}}"},"user":{"id":"{{on.Ana.Id}}"},"channel":{"id":"{{quiet.Id}}"},"container":{"type":"message","channel_id":"{{quiet.Id}}","message_ts":"1.000000","is_app_unfurl":true},
            "trigger_id":"t","response_url":"{{answerAt}}","actions":[{"type":"button","action_id":"choose:0","value":"/investigate ip 198.51.100.23"}]}
            """;

        (await on.PostAsync("/slack/interactions", $"payload={Uri.EscapeDataString(pressed)}", "application/x-www-form-urlencoded")).Status.ShouldBe(200);

        await on.Ana.ExpectPrivateAnswer("/invite");
        await on.QuietAsync();
        on.Threads().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_is_taken_by_its_button()
    {
        await using var on = await Listening.StartAsync();
        await on.FindingAsync(1);
        await on.FindingAsync(2);
        await on.Ana.Slash(on.Channel, "/investigate Portscan");
        var question = await on.Ana.ExpectPrivateAnswer("Finding 2");
        (await question.Button("choose:0").Click(on.Ana)).IsGood.ShouldBeTrue();
        await on.Ana.ExpectPrivateAnswer("Answered in");
        on.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_is_a_note_and_edits_and_deletions_follow()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        var reply = await root.Reply(on.Ana, $"seen on <https://example.com|the wiki> &amp; by {on.Ana.Mention}");
        var note = await on.ExpectNoteAsync(root, static each => each.Text.StartsWith("seen on the wiki (https://example.com) & by @", StringComparison.Ordinal));
        note.Author.ToString().ShouldBe($"slack:{on.Ana.Id}");
        note.WrittenAt.ShouldBe(SlackTs.At(reply.Ts)!.Value);
        await on.Slack.ExpectAsync(() => reply.Reactions.Contains(SlackNotes.Acknowledgement) ? reply : null, () => "no reaction");
        await reply.Edit(on.Ana, "seen twice");
        await on.ExpectNoteAsync(root, static each => each.Text == "seen twice");
        await on.HearAgainAsync();
        on.Notes(root).ShouldHaveSingleItem().Text.ShouldBe("seen twice");
        await reply.Delete(on.Ana);
        await on.ExpectNoteAsync(root, static each => each.DeletedAt is not null);
        await on.HearAgainAsync();
        on.Notes(root).ShouldHaveSingleItem().DeletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_told_backwards_ends_the_same()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        on.Slack.Faults.HoldEvents();
        var edited = await root.Reply(on.Ana, "first words");
        await edited.Edit(on.Ana, "second words");
        await edited.Edit(on.Ana, "third words");
        var deleted = await root.Reply(on.Ana, "never mind");
        await deleted.Delete(on.Ana);
        await on.Slack.Faults.ReleaseEvents(backwards: true);
        await on.QuietAsync();
        var notes = on.Notes(root);
        notes.Count.ShouldBe(2);
        notes[0].Text.ShouldBe("third words");
        notes[1].DeletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_event_twice_has_one_effect()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        on.Slack.Faults.DuplicateEvents = 20;
        await root.Reply(on.Ana, "once");
        await root.Mention(on.Ana, "something that is no verb");
        await root.Broadcast(on.Ana, "for all");
        await on.Channel.FileShare(on.Ana, "flows.csv", "look", root);
        await on.QuietAsync();
        on.Notes(root).Select(static note => note.Words).ShouldBe(["once", "something that is no verb", "for all", "look\n[flows.csv]"]);
        on.Ana.PrivateAnswers.Count(static answer => answer.Words.Contains("Kept as a note", StringComparison.Ordinal)).ShouldBe(1);
        await on.HearAgainAsync();
        on.Notes(root).Count.ShouldBe(4);
        on.Ana.PrivateAnswers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mention_with_a_verb_is_a_command_told_twice_and_taken_once()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        await root.Mention(on.Ana, "interval 2026-03-01 09:00..10:00");
        await on.QuietAsync();
        var before = root.Replies.Count;
        on.Threads().ShouldHaveSingleItem().Interval.ShouldNotBeNull();
        await on.HearAgainAsync();
        root.Replies.Count.ShouldBe(before);
        on.Notes(root).ShouldBeEmpty();

        await root.Mention(on.Ana, "note: kept");
        await root.Mention(on.Ana, "note kept indeed");
        await on.QuietAsync();
        on.Notes(root).Select(static note => note.Text).ShouldBe(["note: kept", "kept indeed"]);
    }

    [Fact]
    public async Task A_mention_outside_a_thread_and_a_direct_message_investigate()
    {
        await using var on = await Listening.StartAsync();
        await on.Channel.Mention(on.Ana, "ip 203.0.113.9");
        await on.Ana.DirectMessage.Say(on.Ana, "ip 203.0.113.10");
        await on.Slack.ExpectAsync(() => IsByBot(on.Channel, "203.0.113.9") && IsByBot(on.Ana.DirectMessage, "203.0.113.10") ? on : null, () => "no threads");
        await on.HearAgainAsync();
        on.Threads().Count.ShouldBe(2);

        static bool IsByBot(TestKit.Slack.SlackPlace place, string words) => place.Messages.Any(said => said.Json["bot_id"] is not null && said.Words.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_own_words_and_those_of_other_bots_and_of_other_threads_are_not_kept()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        await on.Channel.BotSays("jira", "created SEC-1", root);
        await on.Channel.BotSays("jira", "created SEC-2", root, isOld: false);
        var chat = await on.Channel.Say(on.Ana, "lunch?");
        await chat.Reply(on.Ana, "yes");
        await on.Channel.Enter(on.Slack.Person("bob"));
        await on.QuietAsync();
        on.Notes(root).ShouldBeEmpty();
        on.Ana.PrivateAnswers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_note_as_long_as_Slack_takes_is_kept_whole()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        var reply = await root.Reply(on.Ana, new string('y', 40_000));
        await on.ExpectNoteAsync(root, static note => note.Text == new string('y', 40_000));
        on.Ana.PrivateAnswers.ShouldBeEmpty();
        await reply.Edit(on.Ana, "short");
        await on.ExpectNoteAsync(root, static note => note.Text == "short");
    }

    [Fact]
    public async Task A_note_written_before_the_root_s_ts_is_known_is_not_lost()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        // The host was killed between Slack's answer and its own record of it.
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(on.Host.DataPath, "chatops.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await ExecuteAsync(connection, "UPDATE thread SET external_id = NULL");
            await root.Reply(on.Ana, "too early");
            await on.Slack.Deliveries.Quiet();
            await ExecuteAsync(connection, $"UPDATE thread SET external_id = '{root.Ts}'");
        }

        await on.ExpectNoteAsync(root, static note => note.Text == "too early");
    }

    [Fact]
    public async Task A_button_is_pressed_once_and_an_old_one_says_so()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        (await on.PostAsync("/slack/interactions", Payload(on, "press:0123456789abcdef"), "application/x-www-form-urlencoded")).Status.ShouldBe(200);
        await on.Ana.ExpectPrivateAnswer("too old");
        (await on.PostAsync("/slack/interactions", Payload(on, "somebody_else"), "application/x-www-form-urlencoded")).Status.ShouldBe(200);
        await on.QuietAsync();
        on.Ana.PrivateAnswers.Count.ShouldBe(1);
        root.Replies.ShouldAllBe(static said => said.Json["bot_id"] != null);
    }

    [Fact]
    public async Task Whoever_may_not_is_told_who_may()
    {
        await using var folder = new PolicyFolder("""{"default":"viewer"}""");
        await using var on = await Listening.StartAsync(false, $"--Policy:File={folder.File}");
        var root = await on.FindingAsync();
        await root.Mention(on.Ana, "interval 2026-03-01 09:00..10:00");
        await on.Ana.ExpectPrivateAnswer("responders and admins");
    }

    [Fact]
    public async Task A_welcome_is_said_once_in_a_channel()
    {
        await using var on = await Listening.StartAsync();
        var room = on.Slack.Channel("new").WithoutBot();
        await room.InviteBot(on.Ana);
        await room.ExpectMessage("/investigate");
        await room.InviteBot(on.Ana);
        await on.QuietAsync();
        room.All.Count(static said => said.Words.Contains("/investigate help", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_waited_for_an_invitation_is_sent_when_it_comes()
    {
        await using var on = await Listening.StartAsync();
        on.Channel.Private().WithoutBot();
        using var taken = await on.Host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Event(SomeFinding.Json(1)));
        await on.Slack.ExpectAsync(() => on.StopReason, () => "nothing stopped");
        on.StopReason.ShouldNotBeNull().ShouldContain("/invite @chatops");

        await on.Channel.InviteBot(on.Ana);

        await on.Channel.ExpectThread("Finding 1");
    }

    [Fact]
    public async Task Nobody_is_greeted_where_we_went_in_by_ourselves()
    {
        await using var on = await Listening.StartAsync();
        on.Channel.WithoutBot();
        await on.FindingAsync();
        on.Channel.HasBot.ShouldBeTrue();
        await on.QuietAsync();
        on.Channel.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_names_the_channel_as_Slack_does()
    {
        await using var on = await Listening.StartAsync();
        await on.Ana.Slash(on.Channel, "/investigate ingest");
        (await on.Ana.ExpectPrivateAnswer("ingest")).Json["text"]!.ToString().ShouldContain($"<#{on.Channel.Id}>");
    }

    [Fact]
    public async Task A_response_url_that_is_used_up_or_foreign_is_not_the_end()
    {
        await using var on = await Listening.StartAsync();
        on.Slack.Faults.On("response_url").Http(404);
        await on.Ana.Slash(on.Channel, "/investigate help");
        await on.Ana.ExpectPrivateAnswer("What can be asked");
        (await on.PostAsync("/slack", $"command=%2Finvestigate&text=help&team_id={on.Slack.TeamId}&channel_id={on.Channel.Id}&user_id={on.Ana.Id}&trigger_id=9&response_url=http%3A%2F%2F169.254.169.254%2F", "application/x-www-form-urlencoded")).Status.ShouldBe(200);
        await on.Slack.ExpectAsync(() => on.Ana.PrivateAnswers.Count == 2 ? on : null, () => "no second answer");
    }

    private static string Payload(Listening on, string actionId) => "payload=" + Uri.EscapeDataString(
        $$"""{"type":"block_actions","team":{"id":"{{on.Slack.TeamId}}"},"user":{"id":"{{on.Ana.Id}}"},"channel":{"id":"{{on.Channel.Id}}"},"container":{"type":"message"},"actions":[{"action_id":"{{actionId}}","type":"button"}]}""");

    private static async Task ExecuteAsync(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = 5000; {sql};";
        await command.ExecuteNonQueryAsync();
    }

    private sealed class PolicyFolder : IAsyncDisposable
    {
        private readonly TestKit.TemporaryFolder folder = new();

        public PolicyFolder(string policy) => System.IO.File.WriteAllText(File, policy);

        public string File => Path.Combine(folder.Path, "policy.json");

        public ValueTask DisposeAsync()
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
