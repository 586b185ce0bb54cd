using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.AfterAction;

/// <summary>What a case on the bundled day leaves behind: its story, its trail, what was pinned, its reports.</summary>
public sealed class CaseStoryTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private const string Address = "198.51.100.23";
    private static readonly Person Ana = new("web", "Ana", "Ana");
    private static readonly Person Ben = new("web", "Ben", "Ben");

    private IThreadStore Threads => day.Host.Get<IThreadStore>();

    [Fact]
    public async Task What_is_asked_and_answered_is_in_the_story_once_also_when_the_job_runs_again()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.11");
        await day.AskAsync("@bot calls ip 198.51.100.23 2024-08-01 11:00..12:00", thread.Id);
        var before = await StoryAsync(thread);

        var asked = before.Last(static one => one.Kind == TimelineKind.Asked);
        (asked.Verb, asked.Entity, asked.Via, asked.By!.Name, asked.Words).ShouldBe((Verb.Calls, new EntityRef(EntityKind.IpAddress, Address), null, "Ana", $"API calls of IP address {Address}"));
        asked.Window!.Value.Duration.ShouldBe(TimeSpan.FromHours(1));
        var answered = before.Last(static one => one.Kind == TimelineKind.Answered);
        (answered.Verb, answered.Entity, answered.By).ShouldBe((Verb.Calls, new EntityRef(EntityKind.IpAddress, Address), null));
        answered.Words.ShouldStartWith($"API calls of {Address}. Source: API calls (CloudTrail) (complete until ");
        answered.Words.ShouldEndWith("Asked 1 Aug 2024 19:10 UTC.");
        (await Threads.FindMessageAsync(answered.Message!.Value, default))!.Card.Kind.ShouldBe(CardKind.Calls);

        var handlers = day.Host.Services.GetServices<IJobHandler>().ToDictionary(static handler => handler.Kind);
        foreach (var job in (await day.Host.Get<IJobQueue>().ListAsync(JobState.Sent, 5000, default)).Where(job => job.Job.Lane == ThreadJobs.AnswerLane(thread.Id)))
            foreach (var attempt in new[] { 1, 2 }) (await handlers[job.Job.Kind].RunAsync(new ClaimedJob(job.Id, job.Job, attempt, job.CreatedAt), default)).ShouldBe(new JobDone());
        (await StoryAsync(thread)).Select(static one => one.Id).ShouldBe(before.Select(static one => one.Id));
        before.ShouldNotContain(static one => one.Words.StartsWith("Reading", StringComparison.Ordinal), "lines of progress are no answers");
    }

    [Theory]
    [InlineData("@bot help")]
    [InlineData("@bot note somebody was here")]
    [InlineData("@bot calls bucket")]
    [InlineData("@bot span ip 198.51.100.23 2024-08-01 12:00..11:00")]
    [InlineData("@bot trail")]
    [InlineData("@bot report")]
    public async Task What_is_no_question_or_was_refused_is_none_of_the_story(string text)
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.12");
        var before = (await StoryAsync(thread)).Count(static one => one.Kind == TimelineKind.Asked);
        await day.TakeAsync(text, thread.Id);
        await day.SettleAsync(thread.Id);
        (await StoryAsync(thread)).Count(static one => one.Kind == TimelineKind.Asked).ShouldBe(before);
    }

    [Fact]
    public async Task A_question_about_a_finding_asked_in_another_case_stands_in_both()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.13");
        var receipt = await day.TakeAsync("@bot investigate Recon:EC2/Portscan", thread.Id);
        var other = (await Threads.FindAsync(receipt.Thread!.Value, default))!;
        other.Case.ShouldNotBe(thread.Case);

        (await StoryAsync(thread)).Last(static one => one.Kind == TimelineKind.Asked).Words.ShouldEndWith($"”, answered in Case {other.Case}");
        (await StoryAsync(other)).Last(static one => one.Kind == TimelineKind.Asked).Words.ShouldStartWith("all there is of “");
    }

    [Fact]
    public async Task The_trail_tells_the_path_with_its_branches_and_opens_the_last_steps_again()
    {
        var thread = await OpenAsync("/investigate role lab-GeneralInstanceRole");
        await PressAsync(thread, await LastAsync(thread, CardKind.Pivots), Verb.Pivot, $"IpAddress:{Address}");
        var entity = await LastAsync(thread, CardKind.Entity);
        await PressAsync(thread, entity, Verb.Calls, $"IpAddress:{Address}");
        await day.AskAsync("@bot interval 2024-08-01 11:00..12:00", thread.Id);
        await day.AskAsync("@bot flow instance i-0c79413d9f0d9941e", thread.Id);

        var trail = (await day.AskAsync("@bot trail", thread.Id)).Single();
        var lines = CardWords.Of(trail).Split('\n').Where(static line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        trail.Kind.ShouldBe(CardKind.Trail);
        lines[0].ShouldStartWith("- Role lab-GeneralInstanceRole: all there is");
        lines[1].ShouldStartWith($"- ↳ lab-GeneralInstanceRole → IP address {Address}: all there is");
        lines[2].ShouldStartWith($"- ↳↳ IP address {Address}: API calls, 1 Aug 2024 ");
        lines[2].ShouldContain(" · Ana ");
        lines[2].ShouldContain(" · 3,914 successful · 3,321 failed; ");
        lines[3].ShouldStartWith("- EC2 instance i-0c79413d9f0d9941e: flow volume, 1 Aug 2024 11:00 – 12:00 UTC · Ana ");
        lines.Count.ShouldBe(4);
        lines.ShouldAllBe(static line => line.EndsWith("[Open again]", StringComparison.Ordinal));

        var again = await PressAsync(thread, (await Threads.MessagesAsync(thread.Id, default)).Last(static message => message.Card.Kind == CardKind.Trail), Verb.Flow, "Ec2Instance:i-0c79413d9f0d9941e");
        CardWords.Of(again.Card).ShouldContain("Scope 1 Aug 2024 11:00 – 12:00 UTC");
    }

    [Fact]
    public async Task An_empty_trail_says_what_would_make_one_and_outside_of_a_case_there_is_none()
    {
        (await day.TakeAsync("@bot trail")).Text.ShouldBe("trail works inside a thread. Open one with /investigate, then write @bot trail there.");
        var alert = (await Threads.ListAsync(new ThreadFilter(), default)).Items.First(static thread => thread.Finding is not null && thread.Title.Contains("Bitcoin", StringComparison.OrdinalIgnoreCase));
        var told = await day.TakeAsync("@bot trail", alert.Id);
        told.Thread.ShouldBeNull();
        told.Text!.ShouldStartWith($"Nothing was followed in Case {alert.Case} yet. Press Open here on a card, or ask:");
    }

    [Fact]
    public async Task An_answer_is_pinned_by_its_button_which_then_takes_it_off()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.14");
        var card = (await day.AskAsync("@bot calls ip 198.51.100.23", thread.Id)).Single();
        card.Buttons[^1].Label.ShouldBe("Pin to report");
        var pins = day.Host.Get<IPins>();

        var receipt = await TakeAsync(thread, card.Buttons[^1]);
        receipt.Text.ShouldBe($"Pinned: “API calls of {Address}”. It stands in the report from now on.");
        var message = (await Threads.MessagesAsync(thread.Id, default)).Last(static message => message.Card.Kind == CardKind.Calls);
        (await pins.OfCaseAsync(thread.Case!.Value, default)).ShouldHaveSingleItem().Message.ShouldBe(message.Id);
        message.Card.Buttons.Select(static button => button.Label).Where(static label => label.Contains("in", StringComparison.Ordinal) && label.Contains("pin", StringComparison.OrdinalIgnoreCase)).ShouldBe(["Unpin"]);
        (await TakeAsync(thread, card.Buttons[^1])).Text!.ShouldContain("is pinned already");
        (await day.TakeAsync("@bot pin", thread.Id)).Text!.ShouldContain("is pinned already");
        (await StoryAsync(thread)).Where(static one => one.Kind == TimelineKind.Marked).ShouldHaveSingleItem().Words.ShouldBe($"pinned “API calls of {Address}” to the report");
        (await StoryAsync(thread)).Single(static one => one.IsKey).Message.ShouldBe(message.Id);
        var report = (await day.Host.Get<ReportDesk>().MakeAsync(thread.Id, default))!.Markdown;
        report.ShouldContain($"## Key evidence\n\n### API calls of {Address}\n");
        report.ShouldNotContain("## Other answers from logs");

        await RunAgainAsync(thread.Id);
        (await Threads.FindMessageAsync(message.Id, default))!.Card.Buttons[^1].Label.ShouldBe("Unpin", "what runs again keeps the pin");

        (await day.TakeAsync("@bot unpin", thread.Id)).Text!.ShouldStartWith("No longer pinned");
        (await pins.OfCaseAsync(thread.Case!.Value, default)).ShouldBeEmpty();
        (await Threads.FindMessageAsync(message.Id, default))!.Card.Buttons[^1].Label.ShouldBe("Pin to report");
        (await day.TakeAsync("@bot unpin", thread.Id)).Text.ShouldBe("No answer of this thread is pinned. @bot pin pins the last one.");
    }

    [Fact]
    public async Task A_report_is_kept_as_it_was_and_made_anew_only_when_something_is_new()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.15");
        await day.Host.Get<NoteDesk>().AddAsync(thread.Id, Ana, "first note", default);
        var first = (await day.AskAsync("@bot report", thread.Id)).Single();
        CardWords.Of(first).ShouldContain($"Version 1 of Case {thread.Case}, by Ana");
        first.Document!.Name.ShouldBe($"case-{thread.Case}-report-1.md");
        first.Links[0].Url!.OriginalString.ShouldBe($"/api/v1/cases/{thread.Case}/reports/1?format=html");

        var same = (await day.AskAsync("@bot report", thread.Id)).Single();
        CardWords.Of(same).ShouldContain($"Nothing has changed since version 1 of Case {thread.Case}, by Ana, ");
        same.Document.ShouldBeNull();

        await day.Host.Get<NoteDesk>().AddAsync(thread.Id, Ben, "second note", default);
        CardWords.Of((await day.AskAsync("@bot report", thread.Id)).Single()).ShouldContain("Version 2 of");
        var reports = day.Host.Get<IReportStore>();
        (await reports.OfCaseAsync(thread.Case!.Value, default)).Select(static kept => (kept.Version, kept.By.Name)).ShouldBe([(1, "Ana"), (2, "Ana")]);
        var kept = (await reports.FindAsync(thread.Case.Value, 1, default))!;
        kept.Markdown.ShouldContain("first note");
        kept.Markdown.ShouldNotContain("second note");
        (await reports.FindAsync(thread.Case.Value, 2, default))!.Markdown.ShouldContain("· report · Ana in the web room: version 1 of the report");
        (await StoryAsync(thread)).Count(static one => one.Kind == TimelineKind.Reported).ShouldBe(2);

        await RunAgainAsync(thread.Id);
        (await reports.OfCaseAsync(thread.Case.Value, default)).Count.ShouldBe(2);
        (await StoryAsync(thread)).Count(static one => one.Kind == TimelineKind.Reported).ShouldBe(2);
    }

    [Fact]
    public async Task The_same_store_at_the_same_time_gives_the_same_bytes()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.16");
        var desk = day.Host.Get<ReportDesk>();
        var (one, two) = ((await desk.TellAsync(thread.Id, default))!, (await desk.TellAsync(thread.Case!.Value, default))!);
        var (first, second) = (ReportDesk.Render(one), ReportDesk.Render(two with { MadeAt = one.MadeAt }));
        second.Markdown.ShouldBe(first.Markdown);
        second.Html.ShouldBe(first.Html);
        ReportDesk.DigestOf(two).ShouldBe(ReportDesk.DigestOf(one));
    }

    [Fact]
    public async Task The_workshop_s_report_begins_with_whose_credentials_were_used()
    {
        var thread = await OpenAsync("/investigate RegisterManagedInstance");
        await day.AskAsync("@bot permissions role lab-GeneralInstanceRole", thread.Id);
        await day.AskAsync("@bot new role lab-GeneralInstanceRole", thread.Id);
        var markdown = (await day.Host.Get<ReportDesk>().MakeAsync(thread.Id, default))!.Markdown;

        markdown.ShouldContain($"**Case {thread.Case}** · `i-0c79413d9f0d9941e` · **");
        markdown.ShouldContain("- Credentials of role `lab-GeneralInstanceRole` were used from `198.51.100.23` for at least 18 h 34 min (7,235 calls, 46 % refused), 1 Aug 2024 00:19 – 18:53 UTC. Source: API calls (CloudTrail), ");
        markdown.ShouldContain("| GuardDuty findings | 1 Aug 2024 00:17 | 1 Aug 2024 18:42 | 18 h 25 min | 25 findings ");
        markdown.ShouldContain("| API calls (CloudTrail) | 1 Aug 2024 00:19 | 1 Aug 2024 18:53 | 18 h 34 min | 7,235 calls in 19 hours ");
        markdown.ShouldContain("| **union of all sources in the scope** | 1 Aug 2024 00:17 | 1 Aug 2024 18:53 | **18 h 36 min** |");
        markdown.ShouldContain("- Kubernetes audit of 198.51.100.23: not asked (");
        markdown.ShouldContain("## Roles and what should be scoped down\n\n### What lab-GeneralInstanceRole may do");
        markdown.ShouldContain("## New behavior\n\n### New behavior of lab-GeneralInstanceRole");
        markdown.ShouldContain("| EC2 instance | `i-0c79413d9f0d9941e` | 198.51.100.23 is its own address");
        markdown.ShouldContain("| Role | `lab-GeneralInstanceRole` | its credentials made 7,235 calls from 198.51.100.23");
        markdown.ShouldNotContain("not asked in the thread");
        var headings = markdown.Split('\n').Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        headings.IndexOf("## Not learned").ShouldBe(1);
        headings.IndexOf("## What to remediate").ShouldBeLessThan(headings.IndexOf("## Timeline"));
    }

    [Fact]
    public async Task Hostile_notes_are_text_in_the_report_and_the_story_pages_through_the_api()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.17");
        var notes = day.Host.Get<NoteDesk>();
        foreach (var text in new[] { "<script>alert(1)</script> @here", "\n# heading\n| a | b |", "a\u202eb [x](http://evil.example)" }) await notes.AddAsync(thread.Id, Ana, text, default);
        var report = (await day.Host.Get<ReportDesk>().MakeAsync(thread.Id, default))!;
        report.Html.ShouldNotContain("<script");
        report.Markdown.ShouldNotContain("\n# heading");
        report.Markdown.ShouldNotContain("\u202e");

        var url = $"/api/v1/cases/{thread.Case}/timeline";
        using var whole = JsonDocument.Parse(await day.Host.Room.GetStringAsync(url));
        var all = whole.RootElement.GetProperty("items").EnumerateArray().Select(static item => $"{item.GetProperty("kind")} {item.GetProperty("id")}").ToList();
        all.Count.ShouldBeGreaterThan(5);
        var paged = new List<string>();
        for (string? next = ""; next is not null;)
        {
            using var page = JsonDocument.Parse(await day.Host.Room.GetStringAsync($"{url}?limit=2&cursor={next}"));
            paged.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(static item => $"{item.GetProperty("kind")} {item.GetProperty("id")}"));
            next = page.RootElement.GetProperty("next").GetString();
        }

        paged.ShouldBe(all);
        foreach (var (path, status) in new[] { ("x/timeline", 400), ("999999/timeline", 404), ($"{thread.Case}/timeline?cursor=zz", 400), ($"{thread.Case}/timeline?limit=0", 400), ($"{thread.Case}/reports/1", 404), ($"{thread.Case}/reports/x", 400), ("999999/report", 404), ($"{thread.Case}/report?format=pdf", 400) })
            ((int)(await day.Host.Room.GetAsync(new Uri($"/api/v1/cases/{path}", UriKind.Relative))).StatusCode).ShouldBe(status, path);
    }

    [Fact]
    public async Task Reports_are_listed_and_downloaded_under_names_that_say_what_they_are()
    {
        var thread = await OpenAsync("/investigate ip 203.0.113.18");
        await day.AskAsync("@bot report", thread.Id);
        using var listed = JsonDocument.Parse(await day.Host.Room.GetStringAsync($"/api/v1/cases/{thread.Case}/reports"));
        var one = listed.RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        one.GetProperty("version").GetInt32().ShouldBe(1);
        using var html = await day.Host.Room.GetAsync(new Uri(one.GetProperty("html").GetString()!, UriKind.Relative));
        html.Content.Headers.ContentDisposition!.FileName.ShouldBe($"case-{thread.Case}-report-1.html");
        html.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        (await html.Content.ReadAsStringAsync()).ShouldBe((await day.Host.Get<IReportStore>().FindAsync(thread.Case!.Value, 1, default))!.Html);
        using var live = await day.Host.Room.GetAsync(new Uri($"/api/v1/cases/{thread.Case}/report", UriKind.Relative));
        live.Content.Headers.ContentDisposition!.FileName.ShouldBe($"case-{thread.Case}-report.md");
        (await day.Host.Room.GetStringAsync($"/api/v1/threads/{thread.Id}/report")).ShouldContain($"**Case {thread.Case}**");
    }

    private async Task<InvestigationThread> OpenAsync(string command)
    {
        var id = (await day.TakeAsync(command)).Thread!.Value;
        await day.SettleAsync(id);
        return (await Threads.FindAsync(id, default))!;
    }

    private async Task<IReadOnlyList<TimelineEntry>> StoryAsync(InvestigationThread thread) =>
        await day.Host.Get<CaseTimeline>().OfAsync((await day.Host.Get<ICaseStore>().FindAsync(thread.Case!.Value, default))!, default);

    private async Task<ThreadMessage> LastAsync(InvestigationThread thread, CardKind kind) => (await Threads.MessagesAsync(thread.Id, default)).Last(message => message.Card.Kind == kind);

    /// <summary>Presses the card's button that asks this, and gives the last message that follows.</summary>
    private async Task<ThreadMessage> PressAsync(InvestigationThread thread, ThreadMessage message, string verb, string argument)
    {
        var button = CardButtons.Of(message.Card).First(button => button.Action.Verb == verb && button.Action.Argument.EndsWith(argument, StringComparison.Ordinal));
        (await TakeAsync(thread, button)).Thread.ShouldBe(thread.Id);
        await day.SettleAsync(thread.Id);
        return (await Threads.MessagesAsync(thread.Id, default))[^1];
    }

    private Task<CommandReceipt> TakeAsync(InvestigationThread thread, CardButton button) => day.Host.Get<CommandDesk>().TakeAsync(new PressedButton(thread.Id, Ana, button.Id!, null), default);

    private async Task RunAgainAsync(ThreadId thread)
    {
        var handlers = day.Host.Services.GetServices<IJobHandler>().ToDictionary(static handler => handler.Kind);
        foreach (var job in (await day.Host.Get<IJobQueue>().ListAsync(JobState.Sent, 5000, default)).Where(job => job.Job.Lane == ThreadJobs.AnswerLane(thread)))
            (await handlers[job.Job.Kind].RunAsync(new ClaimedJob(job.Id, job.Job, 2, job.CreatedAt), default)).ShouldBe(new JobDone());
    }
}
