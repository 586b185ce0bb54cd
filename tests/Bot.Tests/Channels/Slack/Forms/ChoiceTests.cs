using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit.Slack;
using SlackPlace = ChatOps.TestKit.Slack.SlackPlace;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Buttons that let choose: a menu, or a form with words beside the choice.</summary>
public sealed class ChoiceTests(SlackDay day) : IClassFixture<SlackDay>
{
    private static readonly CardChoice[] Hours = [new("Eleven to twelve", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z"), new("Noon to one", "2024-08-01T12:00:00Z..2024-08-01T13:00:00Z")];

    private static readonly CardChoice[] Steps = [new("Narrow", "narrow"), new("Widen", "widen")];

    [Fact]
    public async Task A_menu_stands_in_the_message_and_what_is_chosen_is_done()
    {
        var (place, ana) = (day.Slack.Channel("choice-1"), day.Slack.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var (message, button) = await PutAsync(thread, place, new CardButton("Set interval to…", new CardAction(Verb.Interval)) { Choices = Hours });

        var menu = SlackWalk.Objects(message.Json).Single(static one => one["type"]?.GetValue<string>() == "static_select");
        menu["placeholder"]!["text"]!.GetValue<string>().ShouldBe("Set interval to…");
        (await message.Menu($"press:{button.Id}").Choose(ana, "Noon to one")).Status.ShouldBe(200);

        await SlackDay.UntilAsync(async () => (await day.ThreadAsync(thread.Id)).Interval is { Window.Start.Hour: 12 });
        await day.Slack.Deliveries.All[^1].Again();
        (await IntervalsAsync(thread)).ShouldBe(1);
        ana.OpenView.ShouldBeNull();
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2024-08-01T00:00:00Z..2024-08-01T19:00:00Z")]
    [InlineData("reset")]
    [InlineData("2024-08-01T11:00:00Z..2024-08-01T12:00:00Z narrow")]
    public async Task A_client_that_sends_what_was_not_offered_is_refused(string lie)
    {
        var (place, eve) = (day.Slack.Channel($"choice-2-{lie.Length}"), day.Slack.Person($"eve-{lie.Length}"));
        var thread = await day.InvestigateAsync(place, eve, "ip 198.51.100.23");
        var (message, button) = await PutAsync(thread, place, new CardButton("Set interval to…", new CardAction(Verb.Interval)) { Choices = Hours });

        await message.Menu($"press:{button.Id}").Forge(eve, lie);

        (await eve.ExpectPrivateAnswer("is not among what “Set interval to…” lets choose")).Words.ShouldContain("Eleven to twelve or Noon to one");
        (await IntervalsAsync(thread)).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "2024-08-01T15:00:00Z..2024-08-01T17:00:00Z")]
    [InlineData("2024-08-01 02:00..06:00", "2024-08-01T03:00:00Z..2024-08-01T05:00:00Z")]
    public async Task With_a_prompt_a_form_asks_for_both_and_the_words_may_be_left_out(string typed, string window)
    {
        var (place, ana) = (day.Slack.Channel($"choice-3-{typed.Length}"), day.Slack.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var (message, button) = await PutAsync(thread, place, new CardButton("Change", new CardAction(Verb.Interval)) { Choices = Steps, Prompt = "From: 2024-08-01 11:00..12:00" });
        await day.Host.Get<Investigate.CommandDesk>().TakeAsync(new Investigate.TypedCommand(day.Ref(place), thread.Id, new Person("slack", ana.Id, "ana"), "@bot interval 2024-08-01 14:00..18:00"), default);

        await message.Button("Change").Click(ana);
        var form = ana.OpenView.ShouldNotBeNull();
        SlackValidator.View(Bare(form.Json)).ShouldBeEmpty();
        await Should.ThrowAsync<SlackExpectation>(form.Submit); // the choice is required
        form.Fill("choice", "Narrow");
        if (typed.Length > 0) form.Fill("value", typed);
        await form.Submit();

        form.Errors.ShouldBeEmpty();
        form.IsOpen.ShouldBeFalse();
        (await day.ThreadAsync(thread.Id)).Interval!.Window.ToString().ShouldBe(window);
        button.Id.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_that_was_forged_stays_open_and_says_what_can_be_chosen()
    {
        var (place, eve) = (day.Slack.Channel("choice-4"), day.Slack.Person("eve"));
        var thread = await day.InvestigateAsync(place, eve, "ip 198.51.100.23");
        var (message, _) = await PutAsync(thread, place, new CardButton("Change", new CardAction(Verb.Interval)) { Choices = Steps, Prompt = "From" });
        await message.Button("Change").Click(eve);
        var form = eve.OpenView.ShouldNotBeNull();

        form.Forge("choice", "reset").Fill("value", "2024-08-01 02:00..06:00");
        await form.Submit();

        form.Errors["choice"].ShouldBe("“reset 2024-08-01 02:00..06:00” is not among what “Change” lets choose: Narrow or Widen.");
        (await day.ThreadAsync(thread.Id)).Interval.ShouldBeNull();
        day.Slack.Refused.ShouldBeEmpty();
    }

    /// <summary>What Slack adds to a view it keeps is not for us to send.</summary>
    private static JsonObject Bare(JsonObject view)
    {
        foreach (var name in view.Select(static member => member.Key).Except(["type", "title", "submit", "close", "blocks", "private_metadata", "callback_id"]).ToList()) view.Remove(name);
        return view;
    }

    private async Task<int> IntervalsAsync(InvestigationThread thread) =>
        (await day.Host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Count(static said => said.Card.Kind == CardKind.Interval);

    private async Task<(SlackSaid Message, CardButton Button)> PutAsync(InvestigationThread thread, SlackPlace place, CardButton button)
    {
        var put = await day.Host.Get<IUnitOfWork>().WriteAsync(
            async work => await day.Host.Get<IThreadStore>().PutAsync(work, (await day.Host.Get<IThreadStore>().FindAsync(work, thread.Id))!, "test:choice", MessageKind.Card, new Card(CardKind.Case, "A card") { Buttons = [button] }), default);
        var kept = put.Card.Buttons.Single();
        var posted = await day.Host.Get<SlackApi>().CallAsync("chat.postMessage", new JsonObject { ["channel"] = place.Id, ["text"] = "card", ["blocks"] = new JsonArray(SlackBlocks.Actions(SlackButtons.Of(kept))) }, default);
        var ts = posted.ShouldBeOfType<SlackOk>().Text("ts");
        return (place.All.Single(said => said.Ts == ts), kept);
    }
}
