using ChatOps.Bot.Access;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.AfterAction;

/// <summary>A case whose threads are partly in a channel that the policy closed to everybody.</summary>
public sealed class ClosedChannelStoryTests
{
    [Fact]
    public async Task What_was_said_there_stands_neither_in_the_story_nor_in_the_report()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(file, """{"default":"viewer","channels":{"web:ops":"none"}}""");
        await using var host = await CaseTalk.StartAsync($"--Policy:File={file}");
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        there.Channel.ShouldBe(CaseTalk.Ops);
        var now = host.Get<TimeProvider>().GetUtcNow();
        await host.Get<IUnitOfWork>().WriteAsync(
            async work =>
            {
                // from before it was closed
                foreach (var (thread, text) in new[] { (here, "isolated the instance"), (there, "it was Ben’s key") })
                    await host.Get<INoteStore>().AddAsync(work, new Note(new MessageId(text), thread.Id, new Person("web", "Ana", "Ana"), text, now, null, null));
                foreach (var (kind, words) in new[] { (CaseEventKind.Marked, "marked as key evidence: Ben’s key"), (CaseEventKind.Decision, "contained it") })
                    await host.Get<ICaseEvents>().AppendAsync(work, new CaseEvent(there.Case!.Value, now, kind, words) { Thread = there.Id });
                return true;
            },
            default);

        var story = await host.Get<CaseTimeline>().OfAsync(await host.CaseAsync(here), default);
        story.ShouldContain(static entry => entry.Words == "isolated the instance");
        story.ShouldContain(static entry => entry.Words == "contained it");
        story.ShouldNotContain(static entry => entry.Words.Contains("Ben’s key", StringComparison.Ordinal));
        var report = (await host.Get<ReportDesk>().MakeAsync(here.Case!.Value, default)).ShouldNotBeNull();
        report.Markdown.ShouldContain("isolated the instance");
        report.Markdown.ShouldNotContain("Ben’s key");
    }
}
