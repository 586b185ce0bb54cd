using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Buttons that want to know something first.</summary>
public sealed class TeamsPromptDialogTests(TeamsDay day) : IClassFixture<TeamsDay>
{
    [Fact]
    public async Task What_was_entered_is_done_in_the_thread_and_the_dialog_closes()
    {
        var (place, ana) = (day.Teams.Channel("prompt-1"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await TeamsDay.PressAsync(ana, place, await day.ButtonAsync(thread, "Set interval"));

        var dialog = TeamsDay.Good(ana.Dialog);
        dialog.Title.ShouldBe("Set interval");
        dialog.Words.ShouldContain(IntervalCard.Prompt);
        dialog.Inputs.ShouldBe([TeamsButtons.Value]);
        var told = await dialog.Fill(TeamsButtons.Value, "2024-08-01 11:00..12:00").Submit();

        (told.Status, told.Body).ShouldBe((200, ""));
        ana.Dialog.ShouldBeNull();
        (await day.ThreadAsync(thread.Id)).Interval!.Window.ToString().ShouldBe("2024-08-01T11:00:00Z..2024-08-01T12:00:00Z");
        day.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_stays_in_the_dialog_with_the_reason()
    {
        var (place, ana) = (day.Teams.Channel("prompt-2"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await TeamsDay.PressAsync(ana, place, await day.ButtonAsync(thread, "Set interval"));
        await ana.Dialog!.Fill(TeamsButtons.Value, "some day [x](https://evil.example) {{DATE(2024)}}").Submit();

        var again = TeamsDay.Good(ana.Dialog);
        again.Words.ShouldContain("is no interval");
        again.Card.ToJsonString().ShouldNotContain("\"[x](https");
        TeamsCards.Inputs(again.Card).Single()["value"]!.ToString().ShouldBe("some day [x](https://evil.example) {{DATE(2024)}}");
        await again.Fill(TeamsButtons.Value, "2024-08-01 11:00..12:00").Submit();

        ana.Dialog.ShouldBeNull();
        (await day.ThreadAsync(thread.Id)).Interval.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_may_not_is_told_so_before_anything_is_asked_and_after()
    {
        var (place, ana) = (day.Teams.Channel("prompt-3"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var button = await day.ButtonAsync(thread, "Set interval");
        foreach (var who in new[] { day.Ben, day.Nobody })
        {
            TeamsDay.Words(await TeamsDay.PressAsync(who, place, button)).ShouldContain("is for responders and admins");
            who.Dialog.ShouldBeNull();
            await who.Invoke("task/submit", place, Sent(button, "2024-08-01 11:00..12:00"));
            TeamsDay.Good(who.Dialog).Words.ShouldContain("is for responders and admins");
        }

        (await day.ThreadAsync(thread.Id)).Interval.ShouldBeNull();
    }

    [Fact]
    public async Task A_note_is_kept_once_however_often_it_is_sent()
    {
        var (place, ana) = (day.Teams.Channel("prompt-4"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var button = await day.AddAsync(thread, new CardButton("Note", new CardAction(Verb.Note)) { Prompt = "What is to be remembered" });
        await TeamsDay.PressAsync(ana, place, button);
        TeamsCards.Inputs(TeamsDay.Good(ana.Dialog).Card).Single()["isMultiline"]!.GetValue<bool>().ShouldBeTrue();
        TeamsDay.Words(await ana.Dialog!.Fill(TeamsButtons.Value, "seen on the bastion\ntoo").Submit()).ShouldBe("Kept as a note.");
        var repeated = await day.Teams.Deliveries.Again();

        TeamsDay.Words(repeated).ShouldBe("Kept as a note.");
        var note = (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem();
        (note.Text, note.Author.Id).ShouldBe(("seen on the bastion\ntoo", ana.ObjectId));
    }

    [Fact]
    public async Task A_dialog_sent_twice_is_done_once()
    {
        var (place, ana) = (day.Teams.Channel("prompt-5"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await TeamsDay.PressAsync(ana, place, await day.ButtonAsync(thread, "Set interval"));
        await ana.Dialog!.Fill(TeamsButtons.Value, "2024-08-01 11:00..12:00").Submit();
        var again = await day.Teams.Deliveries.Again();

        (again.Status, again.Body).ShouldBe((200, ""));
        (await day.Host.Get<Threads.IThreadStore>().MessagesAsync(thread.Id, default)).Count(static message => message.Card.Kind == CardKind.Interval).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":"press"}""")]
    [InlineData("""{"data":[1,{"press":"x"}]}""")]
    [InlineData("""{"data":{"press":17,"value":{"a":1}}}""")]
    [InlineData("""{"data":{"press":"nothing of ours' OR 1=1","value":"x"}}""")]
    public async Task Data_that_is_none_of_ours_is_answered_in_words(string value)
    {
        var (place, ana) = (day.Teams.Channel("prompt-6"), day.Teams.Person("ana"));
        foreach (var name in new[] { "task/fetch", "task/submit" })
            TeamsDay.Words(await ana.Invoke(name, place, (JsonObject)JsonNode.Parse(value)!)).ShouldContain("not there any more");
    }

    [Fact]
    public async Task A_value_that_is_no_text_is_asked_for_again()
    {
        var (place, ana) = (day.Teams.Channel("prompt-7"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var sent = Sent(await day.ButtonAsync(thread, "Set interval"), "");
        sent["data"]![TeamsButtons.Value] = new JsonObject { ["a"] = 1 };
        await ana.Invoke("task/submit", place, sent);

        TeamsDay.Good(ana.Dialog).Words.ShouldContain("Enter something first");
    }

    private static JsonObject Sent(CardButton button, string value) => new() { ["data"] = new JsonObject { [TeamsButtons.Press] = button.Id, [TeamsButtons.Value] = value } };
}
