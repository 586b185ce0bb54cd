using System.Net;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Buttons that let choose, through the room's API.</summary>
public sealed class RoomChoiceTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private static readonly CardButton Menu = new("Set interval to…", new CardAction(Verb.Interval)) { Choices = [new("Eleven", "2024-08-01 11:00..12:00"), new("Noon", "2024-08-01 12:00..13:00")] };

    private static readonly CardButton Both = new("Change", new CardAction(Verb.Interval)) { Choices = [new("Narrow", "narrow"), new("Widen", "widen")], Prompt = "From" };

    [Fact]
    public async Task The_thread_tells_what_each_button_lets_choose_and_takes_it()
    {
        var thread = await OpenAsync();
        var (menu, both) = (await PutAsync(thread, Menu), await PutAsync(thread, Both));

        var buttons = (await ReadAsync(thread)).GetProperty("messages").EnumerateArray().SelectMany(static message => message.GetProperty("buttons").EnumerateArray()).ToDictionary(static button => button.GetProperty("id").GetString()!);
        buttons[menu].GetProperty("choices").GetRawText().ShouldBe("""[{"label":"Eleven","value":"2024-08-01 11:00..12:00"},{"label":"Noon","value":"2024-08-01 12:00..13:00"}]""");
        buttons[menu].GetProperty("prompt").ValueKind.ShouldBe(JsonValueKind.Null);
        buttons[both].GetProperty("prompt").GetString().ShouldBe("From");
        buttons[both].GetProperty("choices").GetArrayLength().ShouldBe(2);
        buttons.Values.First(static button => button.GetProperty("label").GetString() == "Findings").GetProperty("choices").ValueKind.ShouldBe(JsonValueKind.Null);

        (await PressAsync(thread, menu, "2024-08-01 12:00..13:00")).GetProperty("thread").GetString().ShouldBe(thread.Value);
        (await IntervalAsync(thread)).ShouldBe("2024-08-01T12:00:00Z..2024-08-01T13:00:00Z");
        await PressAsync(thread, both, "narrow 2024-08-01 02:00..06:00");
        (await IntervalAsync(thread)).ShouldBe("2024-08-01T03:00:00Z..2024-08-01T05:00:00Z");
        await PressAsync(thread, both, "narrow");
        (await IntervalAsync(thread)).ShouldBe("2024-08-01T03:00:00Z..2024-08-01T04:00:00Z");

        foreach (var lie in new[] { "reset", "2024-08-01 12:00..13:00 and more", "2024-08-01 12:00..14:00", "noon" })
            (await PressAsync(thread, menu, lie)).GetProperty("text").GetString().ShouldNotBeNull().ShouldEndWith("is not among what “Set interval to…” lets choose: Eleven or Noon.");
        (await PressAsync(thread, both, "reset narrow")).GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("Narrow or Widen");
        (await PressAsync(thread, menu, null)).GetProperty("text").GetString().ShouldBe("Choose one first: Eleven or Noon.");
        (await IntervalAsync(thread)).ShouldBe("2024-08-01T03:00:00Z..2024-08-01T04:00:00Z");
    }

    [Fact]
    public async Task What_the_menus_need_is_served()
    {
        foreach (var path in new[] { "/js/button.js", "/js/menu.js", "/js/dialogs.js", "/css/card.css" })
        {
            using var answer = await day.Host.Room.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public void A_person_is_a_bold_name_wherever_they_are_known_and_nothing_more()
    {
        var card = new Card(CardKind.Case, CardText.Of("Assigned to ", new Someone("slack", "U0DOUBLE0001", "<b>Ana</b> @here"))) { Sections = [new CardParagraph(CardText.Of(new Strong("Case 17"), " · new")) { IsStanding = true }] };

        var html = WebCardRenderer.Render(card, "c1", 1);

        html.ShouldContain("<strong class=\"person\"><bdi class=\"literal\">&lt;b&gt;Ana&lt;/b&gt; @here</bdi></strong>");
        html.ShouldNotContain("U0DOUBLE0001");
        html.ShouldContain("<p class=\"standing\"><strong>Case 17</strong> · new</p>");
    }

    private async Task<ThreadId> OpenAsync()
    {
        var thread = (await day.TakeAsync("/investigate ip 198.51.100.23")).Thread!.Value;
        await day.SettleAsync(thread);
        return thread;
    }

    private async Task<string> PutAsync(ThreadId thread, CardButton button)
    {
        var store = day.Host.Get<IThreadStore>();
        var put = await day.Host.Get<IUnitOfWork>().WriteAsync(async work => await store.PutAsync(work, (await store.FindAsync(work, thread))!, $"test:{button.Label}", MessageKind.Card, new Card(CardKind.Case, "A card") { Buttons = [button] }), default);
        return put.Card.Buttons.Single().Id!;
    }

    private async Task<JsonElement> ReadAsync(ThreadId thread) => JsonDocument.Parse(await day.Host.Room.GetStringAsync($"/api/v1/threads/{thread}")).RootElement;

    private async Task<JsonElement> PressAsync(ThreadId thread, string button, string? value)
    {
        using var body = new StringContent(JsonSerializer.Serialize(new { button, @as = "Ana", value }), Encoding.UTF8, "application/json");
        using var answer = await day.Host.Room.PostAsync($"/api/v1/threads/{thread}/actions", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<string?> IntervalAsync(ThreadId thread) => (await day.Host.Get<IThreadStore>().FindAsync(thread, default))!.Interval?.Window.ToString();
}
