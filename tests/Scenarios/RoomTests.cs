using ChatOps.Scenarios.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.Scenarios;

/// <summary>The room in a real browser, on the sample day.</summary>
public sealed class RoomTests(Browser browser) : SampleRoom, IClassFixture<Browser>
{
    private const string StoryTitle = "RegisterManagedInstance called from 198.51.100.23";

    [BrowserFact]
    public async Task The_sample_days_25_findings_stand_in_the_channel_and_open_as_threads()
    {
        var room = await RoomAsync();

        await Expect(room.Rows).ToHaveCountAsync(25);
        await Expect(room.Banner).ToContainTextAsync("Sample day");
        await Expect(room.Row(StoryTitle)).ToContainTextAsync("Medium 5.0");
        await room.Row(StoryTitle).ClickAsync();
        await Expect(room.Thread.Title).ToContainTextAsync(StoryTitle);
        await Expect(room.Thread.Cards.First).ToContainTextAsync("is this instance's own public address");
        room.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Everything_can_be_done_with_the_keyboard_alone()
    {
        var room = await RoomAsync();
        await Expect(room.Rows).ToHaveCountAsync(25);

        await room.PressAsync("Tab");
        await Expect(room.Focused).ToHaveTextAsync("Skip to the threads");
        await room.PressAsync("Enter");
        await Expect(room.Focused).ToHaveAttributeAsync("class", "row-link");
        await room.PressAsync("ArrowDown");
        await Expect(room.Rows.Nth(1).Locator("a")).ToBeFocusedAsync();
        await room.PressAsync("Enter");
        await Expect(room.Thread.Title).ToBeFocusedAsync();
        await Expect(room.Thread.Cards.First).ToBeVisibleAsync();

        await room.PressAsync("/");
        await Expect(room.Thread.Composer).ToBeFocusedAsync();
        await room.TypeAsync("isolated the instance at 19:05");
        await room.PressAsync("Enter");
        await room.SayNameAsync("Ana");
        await Expect(room.Thread.Note("isolated the instance at 19:05")).ToContainTextAsync("Ana");
        await Expect(room.Thread.Composer).ToBeFocusedAsync();

        await room.PressAsync("Escape");
        await Expect(room.Thread.Root).ToBeHiddenAsync();
        await Expect(room.Rows.Nth(1).Locator("a")).ToBeFocusedAsync();
        room.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_note_is_seen_at_once_by_others_and_its_edits_follow()
    {
        var ana = await RoomAsync();
        await ana.Row(StoryTitle).ClickAsync();
        await Expect(ana.Thread.Cards.First).ToBeVisibleAsync();
        var ben = await RoomAsync();
        await ben.Row(StoryTitle).ClickAsync();
        await Expect(ben.Thread.Cards.First).ToBeVisibleAsync();

        await ana.Thread.WriteAsync("snapshot taken <script>alert(1)</script> abc\u202Egpj.exe");
        await ana.SayNameAsync("Ana");

        await Expect(ben.Thread.Note("snapshot taken")).ToContainTextAsync("<script>alert(1)</script> abcU+202Egpj.exe");
        await Expect(ben.Thread.Note("snapshot taken").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Mark as key evidence"]);
        await ana.Thread.Note("snapshot taken").GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await ana.PressAsync("Control+A");
        await ana.TypeAsync("snapshot taken at 19:06");
        await ana.PressAsync("Enter");
        await Expect(ben.Thread.Note("snapshot taken at 19:06")).ToContainTextAsync("edited");
        await ana.Thread.Note("snapshot taken").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ana.PressAsync("Enter");
        await Expect(ben.Thread.Note("This note was deleted.")).ToBeVisibleAsync();
        ben.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_command_is_completed_run_and_answered()
    {
        var room = await RoomAsync();
        await room.PressAsync("/");
        await Expect(room.Command).ToBeFocusedAsync();
        await room.TypeAsync("/investigate ip 198");
        await Expect(room.Completions.First).ToContainTextAsync("198.51.100.23");
        await room.PressAsync("ArrowDown");
        await Expect(room.Command).ToHaveAttributeAsync("aria-activedescendant", "completions-1-0");
        await room.PressAsync("Enter");
        await room.PressAsync("Escape");
        await Expect(room.Command).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("198\\.51\\.100\\.23"));
        await room.PressAsync("Enter");
        await room.SayNameAsync("Ana");
        await Expect(room.Thread.Title).ToContainTextAsync("198.51.100.23");
    }

    [BrowserFact]
    public async Task The_story_is_followed_from_the_alert_to_the_report_with_buttons_and_keys()
    {
        var room = await RoomAsync();
        await room.Command.FillAsync("/investigate MaliciousIPCaller");
        await room.Command.PressAsync("Enter");
        await room.SayNameAsync("Ana");
        await Expect(room.Answer).ToContainTextAsync("findings match");
        await room.Answer.GetByRole(AriaRole.Button, new() { Name = "00:20 – 00:54" }).ClickAsync();
        await Expect(room.Thread.Cards.First).ToContainTextAsync("41 occurrences");
        await Expect(room.Thread.Cards.First).ToContainTextAsync("is this instance's own public address");

        await room.Thread.Button("Report").FocusAsync();
        await room.PressAsync("Shift+Tab");
        await Expect(room.Focused).ToContainTextAsync("Set interval");
        await room.PressAsync("Shift+Tab");
        await room.PressAsync("Enter");
        await Expect(room.Thread.Card("Observation span of 198.51.100.23")).ToContainTextAsync("7,235 calls");
        await Expect(room.Thread.Card("Observation span of 198.51.100.23")).ToContainTextAsync("72 calls followed the last finding");
        await Expect(room.Thread.Card("findings associated with")).ToContainTextAsync("RegisterManagedInstance");
        await room.Thread.WriteAsync("isolated the instance at 19:05, snapshot taken");
        await Expect(room.Thread.Note("isolated the instance")).ToBeVisibleAsync();

        await room.Thread.Button("Report").ClickAsync();
        await Expect(room.Thread.Card("After-action report").GetByRole(AriaRole.Link, new() { Name = "Whole report" })).ToBeVisibleAsync();
        await room.KeepPictureAsync("room-story-report");
        room.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_matches_nothing_is_answered_near_the_composer()
    {
        var room = await RoomAsync();
        await room.Command.FillAsync("/investigate nothing-of-this-name");
        await room.Command.PressAsync("Enter");
        await room.SayNameAsync("Ana");

        await Expect(room.Answer).ToContainTextAsync("nothing-of-this-name");
        await Expect(room.Answer).ToContainTextAsync("Only you see this");
    }

    [BrowserFact]
    public async Task The_room_is_light_or_dark_as_the_reader_wants()
    {
        var room = await RoomAsync();
        await room.Row(StoryTitle).ClickAsync();
        await Expect(room.Thread.Cards.First).ToBeVisibleAsync();
        var light = await room.BackgroundAsync();
        await room.KeepPictureAsync("room-wide-light");
        await room.ChangeThemeAsync();
        await room.ChangeThemeAsync();
        (await room.BackgroundAsync()).ShouldNotBe(light);

        var dark = await RoomAsync(scheme: ColorScheme.Dark);
        await dark.Row(StoryTitle).ClickAsync();
        await Expect(dark.Thread.Cards.First).ToBeVisibleAsync();
        (await dark.BackgroundAsync()).ShouldNotBe(light);
        await dark.KeepPictureAsync("room-wide-dark");
    }

    [BrowserFact]
    public async Task On_a_phone_there_is_one_pane_at_a_time_and_nothing_sticks_out()
    {
        var room = await RoomAsync(width: 390, height: 844, isPhone: true);
        await Expect(room.Rows).ToHaveCountAsync(25);
        (await room.OverflowsAsync()).ShouldBeFalse();
        await room.KeepPictureAsync("room-phone-list");
        await room.Row(StoryTitle).ClickAsync();
        await Expect(room.Thread.Cards.First).ToBeVisibleAsync();
        await Expect(room.Rows.First).ToBeHiddenAsync();
        (await room.OverflowsAsync()).ShouldBeFalse();
        await room.KeepPictureAsync("room-phone-thread");
        await room.Thread.Root.GetByRole(AriaRole.Button, new() { Name = "Back to the threads" }).ClickAsync();
        await Expect(room.Rows.First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_operators_page_shows_what_was_and_was_not_done()
    {
        var page = await browser.OpenAsync(host.Room.BaseAddress!);
        await page.GotoAsync("/operator");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not delivered" })).ToBeVisibleAsync();
        await Expect(page.Locator("#dead")).ToHaveTextAsync("Everything was delivered.");
        await Expect(page.Locator("#pending")).ToHaveTextAsync("Nothing waits.");
        await Expect(page.Locator("#lanes")).ToHaveTextAsync("No destination has anything waiting or undelivered.");
        await Expect(page.Locator("#intake")).ToHaveTextAsync("Every delivery so far was a finding.");
        await Expect(page.Locator("#audit")).ToContainTextAsync("Nobody asked for anything yet.");
    }

    private async Task<RoomPage> RoomAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool isPhone = false)
    {
        var room = new RoomPage(await browser.OpenAsync(host.Room.BaseAddress!, width, height, scheme, isPhone));
        await room.OpenAsync();
        return room;
    }
}
