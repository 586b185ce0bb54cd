using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Buttons that let choose: a dialog, with words beside the choice where there is a prompt.</summary>
public sealed class TeamsChoiceTests(TeamsDay day) : IClassFixture<TeamsDay>
{
    private static readonly CardChoice[] Hours = [new("Eleven to twelve", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z"), new("Noon to one", "2024-08-01T12:00:00Z..2024-08-01T13:00:00Z")];

    private static readonly CardButton Menu = new("Set interval to…", new CardAction(Verb.Interval)) { Choices = Hours };

    private static readonly CardButton Both = new("Change", new CardAction(Verb.Interval)) { Choices = [new("Narrow", "narrow"), new("Widen", "widen")], Prompt = "From: 2024-08-01 11:00..12:00" };

    [Fact]
    public async Task What_is_chosen_is_done_in_the_thread_once()
    {
        var (place, ana) = (day.Teams.Channel("choice-1"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await TeamsDay.PressAsync(ana, place, await day.AddAsync(thread, Menu));

        var dialog = TeamsDay.Good(ana.Dialog);
        dialog.Inputs.ShouldBe([TeamsButtons.Choice]);
        dialog.Title.ShouldBe("Set interval to");
        Should.Throw<TeamsExpectation>(() => dialog.Fill(TeamsButtons.Choice, "two to three")).Message.ShouldContain("Noon to one");
        await Should.ThrowAsync<TeamsExpectation>(() => dialog.Submit()); // the choice is required
        var told = await dialog.Fill(TeamsButtons.Choice, "Noon to one").Submit();
        await day.Teams.Deliveries.Again();

        (told.Status, told.Body).ShouldBe((200, ""));
        (await day.ThreadAsync(thread.Id)).Interval!.Window.Start.Hour.ShouldBe(12);
        (await IntervalsAsync(thread)).ShouldBe(1);
        day.Teams.Refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "2024-08-01T15:00:00Z..2024-08-01T17:00:00Z")]
    [InlineData("2024-08-01 02:00..06:00", "2024-08-01T03:00:00Z..2024-08-01T05:00:00Z")]
    public async Task With_a_prompt_it_asks_for_both_and_the_words_may_be_left_out(string typed, string window)
    {
        var (place, ana) = (day.Teams.Channel($"choice-2-{typed.Length}"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await day.Host.Get<Investigate.CommandDesk>().TakeAsync(new Investigate.TypedCommand(day.Ref(place), thread.Id, new Person("teams", ana.ObjectId, "ana"), "@bot interval 2024-08-01 14:00..18:00"), default);
        await TeamsDay.PressAsync(ana, place, await day.AddAsync(thread, Both));

        var dialog = TeamsDay.Good(ana.Dialog);
        dialog.Inputs.ShouldBe([TeamsButtons.Choice, TeamsButtons.Value]);
        dialog.Words.ShouldContain("(optional)");
        dialog.Fill(TeamsButtons.Choice, "Narrow");
        if (typed.Length > 0) dialog.Fill(TeamsButtons.Value, typed);
        await dialog.Submit();

        ana.Dialog.ShouldBeNull();
        (await day.ThreadAsync(thread.Id)).Interval!.Window.ToString().ShouldBe(window);
    }

    [Theory]
    [InlineData("reset", "")]
    [InlineData("", "2024-08-01 11:00..12:00")]
    [InlineData("2024-08-01T11:00:00Z..2024-08-01T12:00:00Z", "and more")]
    [InlineData("2024-08-01T12:00:00Z..2024-08-01T14:00:00Z", "")]
    public async Task A_client_that_sends_what_was_not_offered_is_refused_wherever_it_sends_it(string chosen, string typed)
    {
        var (place, eve) = (day.Teams.Channel($"choice-3-{chosen.Length}"), day.Teams.Person("eve"));
        var thread = await day.InvestigateAsync(place, eve, "ip 198.51.100.23");
        var button = await day.AddAsync(thread, Menu);
        var lie = new JsonObject { [TeamsButtons.Press] = button.Id, [TeamsButtons.Choice] = chosen, [TeamsButtons.Value] = typed };

        await eve.Invoke("task/submit", place, new JsonObject { ["data"] = lie });
        TeamsDay.Good(eve.Dialog).Words.ShouldContain("Eleven to twelve");
        var pressed = await eve.Invoke("adaptiveCard/action", place, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = TeamsButtons.Verb, ["data"] = lie.DeepClone() }, ["trigger"] = "manual" });

        pressed.Json!["value"]!.ToString().ShouldContain("is not among what “Set interval to…” lets choose: Eleven to twelve or Noon to one.");
        (await IntervalsAsync(thread)).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_chosen_and_typed()
    {
        var (place, ana) = (day.Teams.Channel("choice-4"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await TeamsDay.PressAsync(ana, place, await day.AddAsync(thread, Both));
        await ana.Dialog!.Fill(TeamsButtons.Choice, "Widen").Fill(TeamsButtons.Value, "tomorrowish <at>Ana</at>").Submit();

        var again = TeamsDay.Good(ana.Dialog);
        again.Words.ShouldContain("is no interval");
        TeamsCards.Inputs(again.Card).Select(static input => input["value"]!.ToString()).ShouldBe(["widen", "tomorrowish <at>Ana</at>"]);
    }

    [Fact]
    public async Task A_client_without_dialogs_is_told_what_to_write()
    {
        var (place, ana) = (day.Teams.Channel("choice-5"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var button = await day.AddAsync(thread, Menu);

        var told = await ana.Invoke("adaptiveCard/action", place, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = TeamsButtons.Verb, ["data"] = new JsonObject { [TeamsButtons.Press] = button.Id } }, ["trigger"] = "manual" });

        told.Json!["value"]!.ToString().ShouldContain("interval … (Eleven to twelve or Noon to one)");
    }

    private async Task<int> IntervalsAsync(InvestigationThread thread) =>
        (await day.Host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Count(static said => said.Card.Kind == CardKind.Interval);
}
