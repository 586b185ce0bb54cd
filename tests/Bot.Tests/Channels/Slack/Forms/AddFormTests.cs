using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>"Add to investigation".</summary>
public sealed class AddFormTests(SlackDay day) : IClassFixture<SlackDay>
{
    [Fact]
    public async Task An_alert_of_another_tool_becomes_a_note_once_under_its_name()
    {
        var (place, ana) = (day.Slack.Channel("add-1"), day.Slack.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var alert = await place.BotSays("Disk watch", "disk full on <http://h.example|h> &lt;!channel&gt;");

        foreach (var _ in new[] { 1, 2 })
        {
            await alert.Shortcut(ana, FormIds.AddToInvestigation);
            await ana.OpenView!.Submit(); // the newest of the channel is chosen already
            ana.OpenView.ShouldBeNull();
        }

        var note = (await NotesAsync(thread.Id)).ShouldHaveSingleItem();
        note.Author.Name.ShouldBe("Disk watch (app)");
        note.Text.ShouldStartWith("disk full on h (http://h.example) <!channel>\n\nAdded by ");
        note.Text.ShouldContain(alert.Ts.Replace(".", "", StringComparison.Ordinal)[..10]);
        (await ana.ExpectPrivateAnswer("Added to the investigation")).ChannelId.ShouldBe(place.Id);
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_of_a_person_keeps_its_author_and_its_time_and_may_go_to_any_thread_the_person_sees()
    {
        var (here, there, hidden) = (day.Slack.Channel("add-2"), day.Slack.Channel("add-2-there"), day.Slack.Channel("add-2-hidden").Private());
        var (ana, ben) = (day.Slack.Person("ana-2"), day.Slack.Person("ben-2"));
        var thread = await day.InvestigateAsync(there, ana, "instance i-0c79413d9f0d9941e");
        var secret = await day.InvestigateAsync(hidden, ben, "instance i-0c79413d9f0d9941e");
        var said = await here.Say(ben, "I restarted it");

        await said.Shortcut(ana, FormIds.AddToInvestigation);
        var form = ana.OpenView.ShouldNotBeNull();
        (await ana.Suggest(FormIds.PickThread, "I-0C79")).Select(static option => option.Value).ShouldBe([thread.Id.Value]);
        (await ana.Suggest(FormIds.PickThread, "nothing like it")).ShouldBeEmpty();
        form.Fill("thread", secret.Id.Value);
        await form.Submit();
        form.Errors["thread"].ShouldContain("you cannot see it");
        form.Fill("thread", thread.Id.Value);
        await form.Submit();

        form.IsOpen.ShouldBeFalse();
        var note = (await NotesAsync(thread.Id)).ShouldHaveSingleItem();
        note.Author.Id.ShouldBe(ben.Id);
        note.WrittenAt.ToUnixTimeSeconds().ShouldBe(long.Parse(said.Ts.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
        (await NotesAsync(secret.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_can_read_is_not_kept()
    {
        var (place, ana) = (day.Slack.Channel("add-3"), day.Slack.Person("ana-3"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var empty = await place.FileShare(ana, "photo.txt");

        await empty.Shortcut(ana, FormIds.AddToInvestigation);
        var form = ana.OpenView.ShouldNotBeNull();
        await form.Submit();

        form.Errors["thread"].ShouldContain("Nothing in the message can be read");
        (await NotesAsync(thread.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_as_long_as_Slack_takes_is_kept_as_far_as_a_note_reaches()
    {
        var (place, ana) = (day.Slack.Channel("add-4"), day.Slack.Person("ana-4"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await place.Say(ana, string.Join(' ', Enumerable.Range(0, 8220)));

        await said.Shortcut(ana, FormIds.AddToInvestigation);
        await ana.OpenView!.Submit();

        var note = (await NotesAsync(thread.Id)).ShouldHaveSingleItem();
        note.Text.Length.ShouldBeLessThanOrEqualTo(NoteDesk.Longest);
        note.Text.ShouldContain(" more characters\n\nAdded by ");
    }

    [Fact]
    public async Task What_became_of_a_form_is_told_to_whoever_sent_it()
    {
        var (place, ana, ben) = (day.Slack.Channel("add-6"), day.Slack.Person("ana-6"), day.Slack.Person("ben-6"));
        place.Join(ben);
        await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await place.Say(ana, "seen by two");

        await said.Shortcut(ana, FormIds.AddToInvestigation);
        var form = ana.OpenView.ShouldNotBeNull();
        await said.Shortcut(ben, FormIds.AddToInvestigation);
        await form.Submit();

        await ana.ExpectPrivateAnswer("Added to the investigation");
        ben.PrivateAnswers.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_restart_the_message_is_read_from_its_channel()
    {
        var (place, ana) = (day.Slack.Channel("add-5"), day.Slack.Person("ana-5"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await place.Say(ana, "seen on the bastion too");

        var found = await new ShownMessages(day.Host.Get<Api.SlackApi>(), new HeldMessages(TimeProvider.System), TimeProvider.System).FindAsync(ana.Id, place.Id, said.Ts, null, default);

        found.ShouldNotBeNull().Text.ShouldBe("seen on the bastion too");
        (await new ShownMessages(day.Host.Get<Api.SlackApi>(), new HeldMessages(TimeProvider.System), TimeProvider.System).FindAsync(ana.Id, place.Id, "1.000000", null, default)).ShouldBeNull();
        thread.State.ShouldBe(Threads.ThreadState.Open);
    }

    private ValueTask<IReadOnlyList<Note>> NotesAsync(ThreadId thread) => day.Host.Get<INoteStore>().OfThreadAsync(thread, default);
}
