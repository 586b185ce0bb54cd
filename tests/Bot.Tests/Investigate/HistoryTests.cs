using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;

namespace ChatOps.Bot.Investigate;

/// <summary>What the real host tells of the past.</summary>
public sealed class HistoryTests
{
    private static readonly Person Ana = new("web", "Ana", "Ana");

    [Fact]
    public async Task A_new_finding_says_what_was_seen_before_also_half_a_year_ago()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none");
        await AlertAsync(host, 1, "2025-08-01T10:00:00Z");
        await CloseAsync(host, 1);
        await AlertAsync(host, 2, "2026-03-01T10:00:00Z");

        var words = CardWords.Of(await RootAsync(host, 2));
        words.ShouldContain("Seen before: i-0c79413d9f0d9941e in 1 earlier finding (first 1 Aug 2025 09:00 UTC), Case 1 closed as false positive by Ana");
        words.ShouldContain("[History]");
        CardWords.Of(await RootAsync(host, 1)).ShouldNotContain("Seen before");
    }

    [Fact]
    public async Task The_same_finding_again_is_no_past_of_itself()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none");
        await AlertAsync(host, 1, "2025-08-01T10:00:00Z");
        await CloseAsync(host, 1);
        await AlertAsync(host, 1, "2026-03-01T10:00:00Z", count: 7);

        CardWords.Of(await RootAsync(host, 1)).ShouldNotContain("Seen before");
    }

    [Fact]
    public async Task History_lists_findings_cases_and_notes()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none");
        await AlertAsync(host, 1, "2025-08-01T10:00:00Z");
        await CloseAsync(host, 1);
        var first = (await ThreadsAsync(host, 1)).Single();
        await host.Get<NoteDesk>().AddAsync(first.Id, Ana, "i-0c79413d9f0d9941e is our scanner <@U1> [x](http://y)\nand more", default);
        await AlertAsync(host, 2, "2026-03-01T10:00:00Z");

        var second = (await ThreadsAsync(host, 2)).Single();
        await host.Get<CommandDesk>().TakeAsync(new TypedCommand(second.Channel, second.Id, Ana, "@bot history"), default);

        var words = CardWords.Of(await CardAsync(host, second.Id, CardKind.History));
        words.ShouldStartWith("Seen before: EC2 instance i-0c79413d9f0d9941e");
        words.ShouldContain("Findings: 1, 1 Aug 2025 09:00 – 10:00 UTC: 1 × Recon:EC2/Portscan");
        words.ShouldContain("Case 1 · Finding 1 · closed as false positive by Ana");
        words.ShouldContain(": our scanner");
        words.ShouldContain("Case 1 in web: i-0c79413d9f0d9941e is our scanner <@U1> [x](http://y)");
        words.ShouldNotContain("and more");
        words.ShouldContain("GuardDuty itself keeps 90 days");
        words.ShouldContain("Our ledger reaches back to 1 Aug 2025 10:00 UTC");
    }

    [Fact]
    public async Task An_address_known_from_a_note_alone_is_investigated_with_its_history()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none");
        await AlertAsync(host, 1, "2026-03-01T10:00:00Z");
        var thread = (await ThreadsAsync(host, 1)).Single();
        await host.Get<NoteDesk>().AddAsync(thread.Id, Ana, "also saw 192[.]0[.]2[.]77 in the proxy's log", default);

        var receipt = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/investigate ip 192.0.2.77"), default);

        CardWords.Of(await CardAsync(host, receipt.Thread!.Value, CardKind.Entity)).ShouldContain("Seen before: 192.0.2.77 in 1 note");
        CardWords.Of(await CardAsync(host, receipt.Thread.Value, CardKind.History)).ShouldContain("also saw 192[.]0[.]2[.]77 in the proxy's log");
    }

    [Fact]
    public async Task Who_is_unknown_has_no_history_and_that_is_said()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none");
        var receipt = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/history ip 192.0.2.78"), default);
        CardWords.Of(await CardAsync(host, receipt.Thread!.Value, CardKind.History)).ShouldStartWith("Not seen before: IP address 192.0.2.78");
        CardWords.Of(await CardAsync(host, receipt.Thread.Value, CardKind.Entity)).ShouldNotContain("Seen before");
        (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/history"), default)).Text.ShouldNotBeNull().ShouldStartWith("Name what to");
    }

    private static async Task AlertAsync(RunningHost host, int number, string at, int count = 1)
    {
        var finding = SomeFinding.Json(number, count: count, updatedAt: at);
        finding["service"]!["eventFirstSeen"] = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", new JsonArray(finding))).EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(RunningHost host, int number) =>
        await host.Get<IUnitOfWork>().WriteAsync(work => host.Get<IThreadStore>().OfFindingAsync(work, IdOf(number)), default);

    private static FindingId IdOf(int number) => new(SomeFinding.Account, "us-east-1", $"{number:x32}");

    private static async Task<Card> RootAsync(RunningHost host, int number) =>
        (await host.Get<IThreadStore>().MessagesAsync((await ThreadsAsync(host, number)).Single().Id, default)).Single(static message => message.Key == MessageKeys.Root).Card;

    private static async Task<Card> CardAsync(RunningHost host, ThreadId thread, CardKind kind)
    {
        await host.QuietAsync();
        return (await host.Get<IThreadStore>().MessagesAsync(thread, default)).Last(message => message.Card.Kind == kind).Card;
    }

    private static Task<bool> CloseAsync(RunningHost host, int number) => host.Get<IUnitOfWork>().WriteAsync(
        async work =>
        {
            var cases = host.Get<ICaseStore>();
            foreach (var thread in await host.Get<IThreadStore>().OfFindingAsync(work, IdOf(number))) await host.Get<IThreadStore>().SaveAsync(work, await cases.JoinAsync(work, thread));
            var opened = (await cases.OfFindingAsync(work, IdOf(number)))!;
            await cases.SaveAsync(work, opened with { State = CaseState.Closed, Verdict = new Verdict(VerdictKind.FalsePositive, "our scanner", null, Ana), ClosedAt = opened.ChangedAt });
            return true;
        },
        default);
}
