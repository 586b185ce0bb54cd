using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>The interval of a thread, on the real host and the bundled day.</summary>
public sealed class IntervalVerbTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private static readonly Person Ana = new("web", "Ana", "Ana");

    [Fact]
    public async Task It_is_set_narrowed_widened_and_put_back_and_the_case_s_story_tells_who_did_it()
    {
        var thread = await FindingAsync("EC2/BitcoinTool");

        CardWords.Of(await AskAsync("interval 2024-08-01 10:00..14:00", thread)).ShouldStartWith("Interval set to 1 Aug 2024 10:00 – 14:00 UTC by Ana\nSample data\nAnswers from here on keep to it");
        CardWords.Of(await AskAsync("interval narrow", thread)).ShouldStartWith("Interval narrowed to 1 Aug 2024 11:00 – 13:00 UTC by Ana");
        CardWords.Of(await AskAsync("interval WIDEN", thread)).ShouldStartWith("Interval widened to 1 Aug 2024 10:00 – 14:00 UTC by Ana");
        CardWords.Of(await AskAsync("interval narrow 2024-08-01 02:00..06:00", thread)).ShouldStartWith("Interval narrowed to 1 Aug 2024 03:00 – 05:00 UTC by Ana");
        CardWords.Of(await AskAsync("interval reset", thread)).ShouldStartWith("Interval put back to 1 Aug 2024 00:00 – 19:00 UTC by Ana\nSample data\nThat is the default");

        var told = (await EventsAsync(thread)).Where(static one => one.Kind == CaseEventKind.Interval).ToList();
        told.Select(static one => one.Words).ShouldBe(
        [
            "set the interval to 1 Aug 2024 10:00 – 14:00 UTC", "narrowed the interval to 1 Aug 2024 11:00 – 13:00 UTC", "widened the interval to 1 Aug 2024 10:00 – 14:00 UTC",
            "narrowed the interval to 1 Aug 2024 03:00 – 05:00 UTC", "put the interval back",
        ]);
        told.ShouldAllBe(one => one.By!.Name == "Ana" && one.Thread == thread);
        told[0].Window!.Value.ToString().ShouldBe("2024-08-01T10:00:00Z..2024-08-01T14:00:00Z");
        (await ThreadAsync(thread)).Interval.ShouldBeNull();
    }

    [Fact]
    public async Task Buttons_start_from_what_their_card_shows()
    {
        var thread = await FindingAsync("Portscan");
        var first = await AskAsync("interval 2024-08-01 00:00..16:00", thread);
        first.Buttons.Select(static button => button.Label).ShouldBe(["Observation span", "Findings", "Activity table", "Calls by hour", "New", "Narrow", "Widen", "Reset"]);

        CardWords.Of(await PressAsync(thread, first, "Narrow")).ShouldStartWith("Interval narrowed to 1 Aug 2024 04:00 – 12:00 UTC");
        CardWords.Of(await PressAsync(thread, first, "Narrow")).ShouldStartWith("Interval narrowed to 1 Aug 2024 04:00 – 12:00 UTC");
        var hour = await AskAsync("interval 2024-08-01 02:00..03:00", thread);
        hour.Buttons.Select(static button => button.Label).ShouldNotContain("Narrow");
        CardWords.Of(await PressAsync(thread, hour, "Widen")).ShouldStartWith("Interval widened to 1 Aug 2024 01:00 – 03:00 UTC");
        (await PressAsync(thread, hour, "Reset")).Buttons.Select(static button => button.Label).ShouldNotContain("Reset");
    }

    [Fact]
    public async Task A_chart_s_hours_are_a_menu_most_first()
    {
        var thread = await FindingAsync("DNSDataExfiltration");
        var flow = (await day.AskAsync("@bot flow", thread)).Single();
        var menu = flow.Buttons.Single(static button => button.Label == "Set interval to…");
        menu.Choices!.Count.ShouldBe(IntervalButtons.MostHours);
        menu.Choices[0].Label.ShouldBe("02:00 – 03:00 · 255 MB in, 1.39 MB out");
        flow.Buttons.Select(static button => button.Label).ShouldContain("Narrow");

        var set = await PressAsync(thread, flow, "Set interval to…", menu.Choices[0].Value);
        CardWords.Of(set).ShouldStartWith("Interval set to 1 Aug 2024 02:00 – 03:00 UTC by Ana");
        var calls = (await day.AskAsync("@bot calls ip 198.51.100.23 2024-08-01 10:00..13:00", thread)).Single();
        calls.Buttons.Single(static button => button.Label == "Set interval to…").Choices!.Select(static choice => choice.Label).ShouldContain("11:00 – 12:00 · 392 calls, 180 failed");

        foreach (var lie in new[] { "2024-08-01T02:00:00Z..2024-08-01T04:00:00Z", "reset", "", null })
        {
            var refused = await day.Host.Get<CommandDesk>().TakeAsync(new PressedButton(thread, Ana, menu.Id!, lie), default);
            refused.Thread.ShouldBeNull();
            refused.Text.ShouldNotBeNull().ShouldContain("02:00 – 03:00 · 255 MB in, 1.39 MB out");
        }

        (await ThreadAsync(thread)).Interval!.Window.Start.Hour.ShouldBe(2);
        (await day.Host.Get<IAuditLog>().OfSubjectAsync(thread.Value, default)).ShouldContain(static entry => entry.Argument == "reset");
    }

    [Theory]
    [InlineData("interval", "Scope 1 Aug 2024 18:00 – 19:00 UTC, around the finding's first to last seen, in whole hours. Windows that work")]
    [InlineData("interval reset", "No interval is set. Scope 1 Aug 2024 18:00 – 19:00 UTC")]
    [InlineData("interval narrow", "is an hour or less")]
    [InlineData("interval narrow tomorrowish", "is no interval. Windows that work")]
    [InlineData("interval narrower", "is no interval")]
    [InlineData("interval 2024-08-01 12:00..11:00", "ends before it starts")]
    [InlineData("interval 2024-08-01 19:10..20:00", "has not happened yet: it is 1 Aug 2024 19:10 UTC. Windows that work")]
    [InlineData("interval 2024-08-02", "has not happened yet")]
    [InlineData("interval widen 2030-01-01", "has not happened yet")]
    [InlineData("interval 2020-01-01 00:00..2024-08-01 00:00", "longer than 365 days")]
    public async Task What_cannot_be_is_refused_with_what_would_work(string typed, string words)
    {
        var thread = await FindingAsync("sample-25");

        var receipt = await day.TakeAsync($"@bot {typed}", thread);

        receipt.Thread.ShouldBeNull();
        receipt.Text.ShouldNotBeNull().ShouldContain(words);
        (await ThreadAsync(thread)).Interval.ShouldBeNull();
        (await EventsAsync(thread)).ShouldNotContain(static one => one.Kind == CaseEventKind.Interval);
    }

    [Fact]
    public async Task What_lies_ahead_or_too_far_back_is_cut_off_and_the_card_says_so()
    {
        var thread = await FindingAsync("C&CActivity");

        CardWords.Of(await AskAsync("interval 2024-08-01", thread)).ShouldContain("Interval set to 1 Aug 2024 00:00 – 19:10 UTC by Ana\nSample data\nCut at 1 Aug 2024 19:10 UTC, the present of this thread: what was asked for goes on until 2 Aug 2024 00:00 UTC.");
        CardWords.Of(await AskAsync("interval last 60d", thread)).ShouldContain("Cut to its last 45 days, the longest an interval can be.");
        (await ThreadAsync(thread)).Interval!.Window.Duration.ShouldBe(TimeSpan.FromDays(45));
        (await day.TakeAsync("@bot interval widen", thread)).Text.ShouldNotBeNull().ShouldContain("45 days long");
        await day.AskAsync("@bot interval reset", thread);
    }

    [Fact]
    public async Task An_entity_s_thread_has_the_findings_that_name_it_as_its_own_scope()
    {
        var thread = (await day.TakeAsync("/investigate ip 198.51.100.23")).Thread!.Value;
        await day.SettleAsync(thread);

        CardWords.Of(await AskAsync("interval narrow", thread)).ShouldStartWith("Interval narrowed to 1 Aug 2024 05:00 – 14:00 UTC by Ana");
        CardWords.Of(await AskAsync("interval reset", thread)).ShouldStartWith("Interval put back to 1 Aug 2024 00:00 – 19:00 UTC by Ana");
    }

    [Fact]
    public async Task Whoever_may_not_changes_nothing_and_told_twice_is_done_once()
    {
        var thread = await FindingAsync("Runtime/BitcoinTool");
        var desk = day.Host.Get<CommandDesk>();
        var typed = new TypedCommand(ChannelRef.Web("security"), thread, Ana, "@bot interval 2024-08-01 10:00..14:00") { Once = "told-once" };
        await desk.TakeAsync(typed, default);
        await desk.TakeAsync(typed, default);

        (await day.Host.Get<IThreadStore>().MessagesAsync(thread, default)).Count(static message => message.Card.Kind == CardKind.Interval).ShouldBe(1);
        (await EventsAsync(thread)).Count(static one => one.Kind == CaseEventKind.Interval).ShouldBe(1);
    }

    private async Task<Card> AskAsync(string text, ThreadId thread) => (await day.AskAsync($"@bot {text}", thread)).Single(static card => card.Kind == CardKind.Interval);

    private async Task<Card> PressAsync(ThreadId thread, Card card, string label, string? value = null)
    {
        var store = day.Host.Get<IThreadStore>();
        var before = (await store.MessagesAsync(thread, default)).Select(static message => message.Id).ToHashSet();
        var receipt = await day.Host.Get<CommandDesk>().TakeAsync(new PressedButton(thread, Ana, CardButtons.Of(card).First(button => button.Label == label).Id!, value), default);
        receipt.Thread.ShouldBe(thread, receipt.Text);
        return (await store.MessagesAsync(thread, default)).Single(message => !before.Contains(message.Id)).Card;
    }

    /// <summary>The thread of a finding, its opening replies there; "sample-25" is the day's last one.</summary>
    private async Task<ThreadId> FindingAsync(string words)
    {
        var threads = (await day.Host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "web"), default)).Items.Where(static thread => thread.Finding is not null).ToList();
        var found = words == "sample-25" ? threads.MaxBy(static thread => thread.Seen!.First)!.Id : threads.First(thread => thread.Group!.Type.Contains(words, StringComparison.OrdinalIgnoreCase)).Id;
        await day.SettleAsync(found);
        return found;
    }

    private async Task<InvestigationThread> ThreadAsync(ThreadId id) => (await day.Host.Get<IThreadStore>().FindAsync(id, default))!;

    private async Task<IReadOnlyList<CaseEvent>> EventsAsync(ThreadId thread) => await day.Host.Get<ICaseEvents>().OfCaseAsync((await ThreadAsync(thread)).Case!.Value, default);
}
