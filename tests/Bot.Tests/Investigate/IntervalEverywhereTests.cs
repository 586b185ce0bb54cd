using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>The interval in force, in every answer there is: its words, its buttons, its links.</summary>
public sealed class IntervalEverywhereTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private const string Window = "1 Aug 2024 11:00 – 12:00 UTC";
    private const string Link = "scopeStart=1722510000&scopeEnd=1722513600";

    private static readonly string[] Entities = ["", "ip 198.51.100.23", "instance i-0c79413d9f0d9941e", "role lab-GeneralInstanceRole"];

    private static readonly string[] Verbs =
    [
        Verb.Pivot, Verb.Investigate, Verb.Span, Verb.Findings, Verb.Flow, Verb.Activity, Verb.Calls, Verb.New, Verb.Interaction, Verb.Addresses, Verb.Kubernetes, Verb.Permissions,
    ];

    /// <summary>What was told once, whatever the window: the finding as GuardDuty sent it, and the instance in it.</summary>
    private static readonly CardKind[] OfNoWindow = [CardKind.Finding, CardKind.Instance, CardKind.Refusal];

    [Theory]
    [InlineData("/investigate RegisterManagedInstance")]
    [InlineData("/investigate ip 198.51.100.23")]
    [InlineData("/investigate instance i-0c79413d9f0d9941e")]
    [InlineData("/investigate role lab-GeneralInstanceRole")]
    public async Task Every_answer_keeps_to_it(string opens)
    {
        var thread = await OpenAsync(opens);
        await day.AskAsync("@bot interval 2024-08-01 11:00..12:00", thread);
        var (answers, links) = (0, 0);

        foreach (var verb in Verbs)
        {
            foreach (var entity in Entities)
            {
                // a finding's own thread answers it all without a name; elsewhere each is named
                if (await day.TakeAsync($"@bot {verb} {entity}".Trim(), thread) is not { Thread: { } answered } || answered != thread) continue;
            }
        }

        await day.SettleAsync(thread);
        var said = await day.Host.Get<IThreadStore>().MessagesAsync(thread, default);
        var at = said.Last(static message => message.Card.Kind == CardKind.Interval);
        foreach (var card in said.SkipWhile(message => message.Id != at.Id).Skip(1).Select(static message => message.Card))
        {
            var words = CardWords.Of(card);
            if (!OfNoWindow.Contains(card.Kind))
            {
                answers++;
                words.ShouldContain($"Scope {Window} · interval set by Ana", Case.Sensitive, $"{card.Kind} {words.Split('\n')[0]}");
            }

            foreach (var url in Urls(card).Where(static url => url.Contains("/detective/", StringComparison.Ordinal)))
            {
                links++;
                url.ShouldContain(Link, Case.Sensitive, $"{card.Kind} {words.Split('\n')[0]}");
            }

            foreach (var argument in CardButtons.Of(card).Where(static button => button.Label != "All that is held").Select(static button => button.Action.Argument).Where(static argument => argument.Contains("..", StringComparison.Ordinal)))
                argument.ShouldContain("2024-08-01T11:00:00Z..2024-08-01T12:00:00Z", Case.Sensitive, $"{card.Kind} {words.Split('\n')[0]}");
        }

        answers.ShouldBeGreaterThan(20);
        links.ShouldBeGreaterThan(20);
        await day.AskAsync("@bot interval reset", thread);
    }

    [Fact]
    public async Task The_report_keeps_to_it_too()
    {
        var thread = await OpenAsync("/investigate ip 198.51.100.23");
        await day.AskAsync("@bot interval 2024-08-01 11:00..12:00", thread);

        var report = await day.Host.Get<AfterAction.ReportDesk>().MakeAsync(thread, default);

        report.ShouldNotBeNull().Markdown.ShouldContain($"{Window}, set by Ana");
        report.Markdown.Split('(', ')').Where(static url => url.Contains("/detective/home", StringComparison.Ordinal)).ShouldAllBe(static url => url.Replace("&amp;", "&", StringComparison.Ordinal).Contains(Link, StringComparison.Ordinal));
        await day.AskAsync("@bot interval reset", thread);
    }

    [Fact]
    public async Task Without_one_an_hour_that_was_chosen_has_its_own_links()
    {
        var thread = await OpenAsync("/investigate role lab-GeneralInstanceRole");

        var activity = (await day.AskAsync("@bot activity instance i-0c79413d9f0d9941e", thread)).Single();

        CardWords.Of(activity).ShouldContain("Scope 1 Aug 2024 02:00 – 03:00 UTC, the hour that stands out");
        Urls(activity).ShouldAllBe(static url => url.Contains("scopeStart=1722477600&scopeEnd=1722481200", StringComparison.Ordinal));
    }

    private async Task<ThreadId> OpenAsync(string command)
    {
        var receipt = await day.TakeAsync(command);
        if (receipt.Thread is null) receipt = await day.TakeAsync(receipt.Choices[^1].Command);
        var thread = receipt.Thread.ShouldNotBeNull(receipt.Text);
        await day.SettleAsync(thread);
        return thread;
    }

    private static IEnumerable<string> Urls(Card card)
    {
        var links = card.Links.Concat(card.Sections.OfType<CardList>().SelectMany(static list => list.Items).Select(static item => item.Link).OfType<CardLink>()).Select(static link => link.Url);
        var anchors = card.Sections.OfType<CardParagraph>().SelectMany(static paragraph => paragraph.Text.Runs).OfType<Anchor>().Select(static anchor => anchor.Url);
        return links.Concat(anchors).OfType<Uri>().Select(static url => url.OriginalString);
    }
}
