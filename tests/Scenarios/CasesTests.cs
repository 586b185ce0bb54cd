using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Bot.Threads;
using ChatOps.Scenarios.Pages;
using ChatOps.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.Scenarios;

/// <summary>The list of cases and the page of a case in a real browser, on the sample day.</summary>
public sealed class CasesTests(Browser browser) : SampleRoom, IClassFixture<Browser>
{
    private const string Story = "RegisterManagedInstance called from 198.51.100.23";
    private const string Hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> abc\u202Egpj.exe";

    [BrowserFact]
    public async Task Filters_stand_in_the_address_and_the_way_back_undoes_them()
    {
        var room = await RoomAsync("cases");
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);
        await Expect(room.Cases.Count).ToHaveTextAsync("25 cases");
        await Expect(room.Cases.Chip("new")).ToContainTextAsync("25");

        await room.Cases.Severity.SelectOptionAsync("high");
        await Expect(room.Cases.Rows).ToHaveCountAsync(4);
        room.Place.ShouldBe("/cases?severity=high");
        await Expect(room.Cases.Chip("new")).ToContainTextAsync("4");
        await room.Cases.Chip("closed").ClickAsync();
        await Expect(room.Cases.Note).ToContainTextAsync("No case matches");
        room.Place.ShouldBe("/cases?state=closed&severity=high");

        await room.BackAsync();
        await Expect(room.Cases.Rows).ToHaveCountAsync(4);
        await Expect(room.Cases.Chip("closed")).ToHaveAttributeAsync("aria-pressed", "false");
        await room.ForwardAsync();
        await Expect(room.Cases.Note).ToContainTextAsync("/investigate");
        await room.Cases.Note.GetByRole(AriaRole.Link, new() { Name = "Clear the filters" }).ClickAsync();
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);

        await room.Cases.Entity.FillAsync("ip 203.0.113.99");
        await room.PressAsync("Enter");
        await Expect(room.Cases.Note).ToContainTextAsync("No case matches");
        await room.Cases.Entity.FillAsync("instance i-0c79413d9f0d9941e");
        await room.PressAsync("Enter");
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);
        await room.Cases.Account.FillAsync("1234");
        await room.PressAsync("Enter");
        await Expect(room.Cases.Note).ToContainTextAsync("an account number has 12 digits");
    }

    [BrowserFact]
    public async Task A_search_finds_cases_while_it_is_typed_and_keeps_its_place_in_the_address()
    {
        var room = await RoomAsync("cases");
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);
        await room.PressAsync("/");
        await Expect(room.Cases.Search).ToBeFocusedAsync();
        await room.TypeAsync("portscan");
        await Expect(room.Cases.Rows).ToHaveCountAsync(1);
        room.Place.ShouldBe("/cases?q=portscan");
        await room.PressAsync("Enter");
        await Expect(room.Cases.Link(0)).ToBeFocusedAsync();
        await room.PressAsync("Enter");
        await Expect(room.Case.What).ToContainTextAsync("scans the ports");
        await room.BackAsync();
        await Expect(room.Cases.Search).ToHaveValueAsync("portscan");
        await Expect(room.Cases.Rows).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_case_is_carried_from_the_list_to_its_verdict_with_keys_alone()
    {
        var room = await RoomAsync("cases?q=RegisterManagedInstance");
        await Expect(room.Cases.Rows).ToHaveCountAsync(1);
        await room.PressAsync("j");
        await Expect(room.Cases.Link(0)).ToBeFocusedAsync();
        await room.PressAsync("t");
        await room.SayNameAsync("Ana");
        await Expect(room.Cases.Row(Story)).ToContainTextAsync("Investigating");
        await Expect(room.Cases.Row(Story)).ToContainTextAsync("Ana");

        await Expect(room.Cases.Link(0)).ToBeFocusedAsync();
        await room.PressAsync("Enter");
        await Expect(room.Case.Head).ToContainTextAsync("Ana");
        await Expect(room.Thread.Cards.First).ToBeVisibleAsync();
        await room.PressAsync("n");
        await Expect(room.Thread.Composer).ToBeFocusedAsync();
        await room.TypeAsync("take care: j, k, t and c are letters here");
        await room.PressAsync("Enter");
        await Expect(room.Thread.Note("letters here")).ToContainTextAsync("take care: j, k, t and c are letters here");
        await room.PressAsync("Escape");
        await Expect(room.Case.Title).ToBeFocusedAsync();

        await room.PressAsync("c");
        await Expect(room.Dialog).ToContainTextAsync("Close case");
        await room.PressAsync("ArrowDown");
        await room.PressAsync("Tab");
        await room.TypeAsync("our own scanner");
        await room.PressAsync("Tab");
        await room.PressAsync("Tab");
        await room.PressAsync("Enter");
        await Expect(room.Case.Head).ToContainTextAsync("false positive");
        await Expect(room.Case.Head).ToContainTextAsync("our own scanner");

        await room.PressAsync("g");
        await room.PressAsync("c");
        await Expect(room.Cases.Row(Story)).ToContainTextAsync("Closed");
    }

    [BrowserFact]
    public async Task A_case_shows_its_thread_timeline_charts_and_report()
    {
        var number = await NumberAsync(Story);
        var room = await RoomAsync($"cases/{number}");
        await Expect(room.Case.Title).ToHaveTextAsync($"Case {number}");
        await Expect(room.Thread.Cards.First).ToContainTextAsync("is this instance's own public address");
        await Expect(room.Case.Event("RegisterManagedInstance")).ToBeVisibleAsync();

        await room.Thread.WriteAsync("@bot flow instance i-0c79413d9f0d9941e 2024-08-01 00:00..19:00");
        await room.SayNameAsync("Ana");
        await room.Case.Tab("Charts").ClickAsync();
        await Expect(room.Case.Charts).ToHaveCountAsync(3);
        await Expect(room.Case.Charts.First.Locator("figcaption")).Not.ToBeEmptyAsync();
        room.Place.ShouldBe($"/cases/{number}?tab=charts");

        await room.Case.Tab("Charts").FocusAsync();
        await room.PressAsync("ArrowRight");
        await Expect(room.Case.Tab("Report")).ToBeFocusedAsync();
        await Expect(room.Case.ReportText).ToContainTextAsync("RegisterManagedInstance");
        await Expect(room.Case.ReportFrame).ToHaveAttributeAsync("sandbox", "allow-popups allow-popups-to-escape-sandbox");
        await room.PressAsync("2");
        await Expect(room.Case.Event("flow")).ToContainTextAsync("Ana");
        room.Complaints.ShouldBeEmpty();
        await room.KeepPictureAsync("case-wide");
    }

    [BrowserFact]
    public async Task Two_people_see_each_other_s_changes_while_they_look()
    {
        var ana = await RoomAsync("cases");
        var ben = await RoomAsync($"cases/{await NumberAsync(Story)}");
        await Expect(ana.Cases.Rows).ToHaveCountAsync(25);
        await Expect(ben.Thread.Cards.First).ToBeVisibleAsync();

        await ben.Case.Deed("take").ClickAsync();
        await ben.SayNameAsync("Ben");
        await Expect(ana.Cases.Row(Story)).ToContainTextAsync("Ben");
        await Expect(ana.Cases.Chip("investigating")).ToContainTextAsync("1");
        await Expect(ben.Case.Head).ToContainTextAsync("Investigating");

        await host.OpenCasesAsync(SomeCases.InSlack, "found in another chat");
        await Expect(ana.Cases.Row("found in another chat")).ToContainTextAsync("Slack");
        await Expect(ana.Cases.Count).ToHaveTextAsync("26 cases");

        await ana.Cases.Chip("investigating").ClickAsync();
        await Expect(ana.Cases.Rows).ToHaveCountAsync(1);
        await host.SayAsync(await ThreadAsync(Story), "@bot contain", "Ben");
        await Expect(ana.Cases.Rows).ToHaveCountAsync(0);
        await Expect(ana.Cases.Note).ToContainTextAsync("No case matches");
        ana.Complaints.ShouldBeEmpty();
        ben.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_others_wrote_is_text_wherever_it_is_shown()
    {
        await host.OpenCasesAsync(ChannelRef.Web("security"), Hostile);
        var room = await RoomAsync("cases");
        await Expect(room.Cases.Row("alert(1)")).ToContainTextAsync("<script>alert(1)</script> <img src=x onerror=alert(2)> abcU+202Egpj.exe");
        await room.Cases.Row("alert(1)").ClickAsync();
        await Expect(room.Case.What).ToContainTextAsync("<script>alert(1)</script>");
        await Expect(room.Case.What).ToContainTextAsync("U+202E");
        await room.Thread.WriteAsync(Hostile);
        await room.SayNameAsync("<b>Ana</b>");
        await Expect(room.Thread.Note("alert(1)")).ToContainTextAsync("<script>");
        await Expect(room.Case.Event("abcU+202Egpj.exe")).ToContainTextAsync("<b>Ana</b>");
        await room.Case.Tab("Report").ClickAsync();
        await Expect(room.Case.ReportText).ToContainTextAsync("<script>alert(1)</script>");
        room.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_case_of_another_chat_is_shown_and_can_be_opened_here()
    {
        await host.OpenEntityCaseAsync("203.0.113.77");
        var room = await RoomAsync("cases?q=203.0.113.77");
        await Expect(room.Cases.Row("203.0.113.77")).ToContainTextAsync("Slack");
        await room.Cases.Link(0).FocusAsync();
        await room.PressAsync("t");
        await Expect(room.Cases.Said).ToContainTextAsync("is carried in Slack");
        await room.Cases.Link(0).ClickAsync();
        await Expect(room.Case.Panel("thread")).ToContainTextAsync("This case has no thread in this room");
        await Expect(room.Case.Head).ToContainTextAsync("C024BE91L");
        await room.Case.Panel("thread").GetByRole(AriaRole.Button, new() { Name = "Open it here" }).ClickAsync();
        await room.SayNameAsync("Ana");
        await Expect(room.Thread.Cards.First).ToContainTextAsync("203.0.113.77");
        await Expect(room.Case.Deed("take")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_is_not_there_says_what_to_do()
    {
        var room = await RoomAsync("cases/999");
        await Expect(room.Case.Root).ToContainTextAsync("There is no case 999");
        await room.Case.Root.GetByRole(AriaRole.Link, new() { Name = "Go to the cases" }).ClickAsync();
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);

        var lost = await RoomAsync("cases?state=lost");
        await Expect(lost.Cases.Note).ToContainTextAsync("use new, investigating, contained, snoozed and closed");
        await lost.Cases.Note.GetByRole(AriaRole.Link, new() { Name = "Clear the filters" }).ClickAsync();
        await Expect(lost.Cases.Rows).ToHaveCountAsync(25);

        await lost.FailAsync("**/api/v1/cases?*");
        await lost.Cases.Chip("new").ClickAsync();
        await Expect(lost.Cases.Note).ToContainTextAsync("The cases could not be read");
        await lost.MendAsync();
        await lost.Cases.Note.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(lost.Cases.Rows).ToHaveCountAsync(25);
    }

    [BrowserFact]
    public async Task A_thousand_cases_come_by_the_page_and_stay_in_order()
    {
        await host.OpenCasesAsync(ChannelRef.Web("security"), Enumerable.Range(1, 1000).Select(static n => $"case of host {n:D4}"));
        var clock = Stopwatch.StartNew();
        var room = await RoomAsync("cases?account=444455556666");
        await Expect(room.Cases.Count).ToHaveTextAsync("100 of 1,000 cases");
        var first = clock.Elapsed;

        await room.Cases.Link(0).FocusAsync();
        for (var page = 2; page <= 10; page++)
        {
            await room.PressAsync("End");
            await Expect(room.Cases.Rows).ToHaveCountAsync(page * 100);
        }

        var all = clock.Elapsed;
        await Expect(room.Cases.Count).ToHaveTextAsync("1,000 cases");
        await room.Cases.Search.FillAsync("0042");
        await Expect(room.Cases.Rows).ToHaveCountAsync(1);
        Console.WriteLine($"1,000 cases: first page after {first.TotalMilliseconds:N0} ms (page load included), all after {all.TotalMilliseconds:N0} ms, one found {(clock.Elapsed - all).TotalMilliseconds:N0} ms later");
    }

    [BrowserFact]
    public async Task Keys_are_told_and_do_nothing_in_a_dialog()
    {
        var room = await RoomAsync("cases");
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);
        await room.PressAsync("?");
        await Expect(room.Dialog).ToContainTextAsync("take the case");
        await room.PressAsync("g");
        await room.PressAsync("c");
        await room.PressAsync("t");
        await Expect(room.Dialog).ToHaveCountAsync(1);
        await room.PressAsync("Escape");
        await Expect(room.Dialog).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [InlineData(390, 844, true)]
    [InlineData(800, 1000, false)]
    [InlineData(1600, 1000, false)]
    public async Task Nothing_sticks_out_at_any_width(int width, int height, bool isPhone)
    {
        var room = await RoomAsync("cases", width, height, isPhone: isPhone);
        await Expect(room.Cases.Rows).ToHaveCountAsync(25);
        (await room.OverflowsAsync()).ShouldBeFalse();
        await room.KeepPictureAsync($"cases-{width}");
        await room.Cases.Row(Story).ClickAsync();
        await Expect(room.Thread.Cards.First).ToBeVisibleAsync();
        (await room.OverflowsAsync()).ShouldBeFalse();
        await room.KeepPictureAsync($"case-{width}");
        if (width >= 1240) return;
        await room.Case.Tab("Timeline").ClickAsync();
        await Expect(room.Case.Events.First).ToBeVisibleAsync();
        await Expect(room.Thread.Cards.First).ToBeHiddenAsync();
        (await room.OverflowsAsync()).ShouldBeFalse();
        await room.KeepPictureAsync($"case-{width}-timeline");
    }

    private async Task<long> NumberAsync(string title)
    {
        await host.QuietAsync();
        var page = await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/cases?limit=1000");
        return page.GetProperty("items").EnumerateArray().First(item => item.GetProperty("title").GetString()!.StartsWith(title, StringComparison.Ordinal)).GetProperty("number").GetInt64();
    }

    private async Task<string> ThreadAsync(string title) => (await host.ThreadsAsync()).First(thread => thread.Title.StartsWith(title, StringComparison.Ordinal)).Id;

    private async Task<RoomPage> RoomAsync(string place, int width = 1440, int height = 900, bool isPhone = false)
    {
        var room = new RoomPage(await browser.OpenAsync(host.Room.BaseAddress!, width, height, isPhone: isPhone));
        await room.OpenAsync(place);
        return room;
    }
}
