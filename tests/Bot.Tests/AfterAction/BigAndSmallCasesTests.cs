using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.AfterAction;

/// <summary>Reports of cases in which nothing was said yet, and of such in which too much was; and a host that dies while one is made.</summary>
public sealed class BigAndSmallCasesTests
{
    private static readonly Person Ana = new("web", "Ana", "Ana");
    private static readonly ChannelRef Security = ChannelRef.Web("security");

    [Fact]
    public async Task A_thread_just_opened_makes_a_report_that_says_that_nothing_was_learned()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = await OpenAsync(host);

        var markdown = (await host.Get<ReportDesk>().MakeAsync(thread.Id, default))!.Markdown;
        markdown.ShouldContain($"**Case {thread.Case}** · `203.0.113.77` · **new**. Report made ");
        markdown.ShouldContain("- `203.0.113.77` was not observed in the scope ");
        markdown.ShouldContain("- API calls (CloudTrail) of 203.0.113.77: not asked (no source configured)");
        markdown.ShouldContain("New behavior: not asked in the thread (new).");
        markdown.ShouldNotContain("## Findings");
        markdown.ShouldNotContain("## Key evidence");
        markdown.ShouldNotContain("## What to remediate");
    }

    [Fact]
    public async Task Ten_thousand_notes_make_a_report_that_says_what_it_leaves_out_and_where_that_is()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = await OpenAsync(host);
        var (notes, now) = (host.Get<INoteStore>(), host.Get<TimeProvider>().GetUtcNow());
        await host.Get<IUnitOfWork>().WriteAsync(
            async work =>
            {
                for (var at = 0; at < 10_000; at++) await notes.AddAsync(work, new Note(new MessageId($"n{at:D5}"), thread.Id, Ana, $"note {at} " + new string('x', at % 100 == 0 ? 9000 : 100), now.AddSeconds(at), null, null));
                return true;
            },
            default);

        var story = await host.Get<CaseTimeline>().OfAsync((await host.Get<ICaseStore>().FindAsync(thread.Case!.Value, default))!, default);
        story.Count(static one => one.Kind == TimelineKind.Note).ShouldBe(10_000);
        var report = (await host.Get<ReportDesk>().MakeAsync(thread.Id, default))!;
        report.Markdown.ShouldContain($"Of {story.Count:N0} entries 1,000 stand here");
        report.Markdown.ShouldContain($"; all of them stand in /api/v1/cases/{thread.Case}/timeline.");
        report.Markdown.ShouldContain("note 9999 ");
        report.Markdown.Length.ShouldBeLessThan(500_000);
        await host.Get<CommandDesk>().TakeAsync(new TypedCommand(Security, thread.Id, Ana, "@bot report"), default);
        await host.QuietAsync();
        (await host.Get<IReportStore>().OfCaseAsync(thread.Case.Value, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_dies_between_the_version_and_the_end_of_the_job_has_made_one()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = await OpenAsync(host);
        await host.Get<CommandDesk>().TakeAsync(new TypedCommand(Security, thread.Id, Ana, "@bot report"), default);
        await host.QuietAsync();
        var done = (await host.Get<IJobQueue>().ListAsync(JobState.Sent, 100, default)).Single(static job => job.Job.Kind == ThreadJobs.PostReport);
        var card = (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Single(static message => message.Card.Kind == CardKind.Report);

        // what was committed is there; the job was never marked done, so it runs again
        var again = host.Services.GetServices<IJobHandler>().Single(static handler => handler.Kind == ThreadJobs.PostReport);
        (await again.RunAsync(new ClaimedJob(done.Id, done.Job, 2, done.CreatedAt), default)).ShouldBe(new JobDone());

        (await host.Get<IReportStore>().OfCaseAsync(thread.Case!.Value, default)).ShouldHaveSingleItem();
        (await host.Get<IThreadStore>().FindMessageAsync(card.Id, default))!.Version.ShouldBe(card.Version);
        (await host.Get<ICaseEvents>().OfCaseAsync(thread.Case.Value, default)).Count(static one => one.Kind == CaseEventKind.Reported).ShouldBe(1);
    }

    [Fact]
    public async Task Two_who_ask_at_once_get_one_version_and_one_that_says_nothing_changed()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = await OpenAsync(host);
        var handler = host.Services.GetServices<IJobHandler>().Single(static handler => handler.Kind == ThreadJobs.PostReport);
        Job job = new("x", "x", ThreadJobs.PostReport, $$"""{"thread":"{{thread.Id}}","vendor":"web","personId":"Ben","name":"Ben"}""");
        await Task.WhenAll(Enumerable.Range(1, 4).Select(id => handler.RunAsync(new ClaimedJob(100_000 + id, job, 1, host.Get<TimeProvider>().GetUtcNow()), default)));

        (await host.Get<IReportStore>().OfCaseAsync(thread.Case!.Value, default)).ShouldHaveSingleItem().By.Name.ShouldBe("Ben");
        var cards = (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Where(static message => message.Card.Kind == CardKind.Report).Select(static message => CardWords.Of(message.Card)).ToList();
        cards.Count.ShouldBe(4);
        cards.Count(static words => words.Contains("Nothing has changed since version 1", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static async Task<InvestigationThread> OpenAsync(RunningHost host)
    {
        var id = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(Security, null, Ana, "/investigate ip 203.0.113.77"), default)).Thread!.Value;
        await host.QuietAsync();
        return (await host.Get<IThreadStore>().FindAsync(id, default))!;
    }
}
