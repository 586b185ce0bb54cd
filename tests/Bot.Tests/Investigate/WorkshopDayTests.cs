using ChatOps.Bot.Access;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Investigate;

/// <summary>Questions about the bundled day, asked of the real host.</summary>
public sealed class WorkshopDayTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private static readonly ChannelRef Security = ChannelRef.Web("security");
    private static readonly Person Ana = new("web", "Ana", "Ana");

    [Fact]
    public async Task An_address_is_answered_with_one_row_per_source()
    {
        var answer = await day.AskAsync("/investigate ip 198.51.100.23");

        var span = answer.Single(static card => card.Kind == CardKind.Span);
        CardWords.Of(span).ShouldContain("""
            source | first | last | duration | observations
            GuardDuty findings | 00:17 UTC | 18:42 UTC | 18 h 25 min | 25 findings
            API calls (CloudTrail) | 00:19 UTC | 18:53 UTC | 18 h 34 min | 7,235 calls in 19 hours · 1 user or role
            """.ReplaceLineEndings("\n"));
        CardWords.Of(span).ShouldContain("union | 00:17 UTC | 18:53 UTC | 18 h 36 min");
        CardWords.Of(span).ShouldContain("72 calls followed the last finding (18:42 → 18:53)");
        CardWords.Of(span).ShouldContain("names a call that is not in the trail we read");
        CardWords.Of(span).ShouldContain("Scope 1 Aug 2024 00:00 – 19:00 UTC");
        CardWords.Of(span).ShouldContain("Kubernetes audit | not asked");
        CardWords.Of(span).ShouldContain("198.51.100.23 is an instance's own public address");
        CardWords.Of(span).ShouldContain("Asked 1 Aug 2024 19:10 UTC");
        span.IsSample.ShouldBeTrue();
    }

    [Fact]
    public async Task A_finding_is_answered_with_all_there_is()
    {
        var answer = await day.AskAsync("/investigate RegisterManagedInstance");

        answer.Select(static card => card.Kind).ShouldBe([CardKind.Finding, CardKind.Pivots, CardKind.Instance, CardKind.AssociatedFindings, CardKind.Span]);
        CardWords.Of(answer[1]).ShouldContain("Role session AROAQ7LABDAYEXAMPLE01:i-0c79413d9f0d9941e: what this session called [Open here]");
        CardWords.Of(answer[2]).ShouldContain("VPC: vpc-0fb8dacf6567d61fc\n");
        CardWords.Of(answer[2]).ShouldContain("Created by: -\n");
        CardWords.Of(answer[3]).ShouldStartWith("25 findings associated with EC2 instance i-0c79413d9f0d9941e");
        CardWords.Of(answer[4]).ShouldContain("| 18 h 34 min | 7,235 calls");
    }

    [Fact]
    public async Task Several_matches_are_offered_newest_first()
    {
        var receipt = await day.TakeAsync("/investigate MaliciousIPCaller.Custom");

        receipt.Thread.ShouldBeNull();
        receipt.Choices.Count.ShouldBe(20);
        receipt.Text.ShouldNotBeNull().ShouldContain("which one?");
        var seen = new List<DateTimeOffset>();
        foreach (var id in receipt.Choices.Select(static choice => choice.Command.Split(' ')[1].Split('/')))
            seen.Add((await day.Host.Get<IFindingLookup>().FindAsync(new FindingId(id[0], id[1], id[2]), default)).ShouldNotBeNull().LastSeen);
        seen.ShouldBeInOrder(SortDirection.Descending);
        var picked = await day.TakeAsync(receipt.Choices[0].Command);
        picked.Thread.ShouldNotBeNull();
        (await day.TakeAsync("/investigate " + receipt.Choices[0].Command.Split('/')[^1])).Thread.ShouldBe(picked.Thread);
    }

    [Fact]
    public async Task Windows_of_the_sample_day_are_those_of_its_own_clock()
    {
        var receipt = await day.TakeAsync("/investigate ListTables last 2h");

        CardWords.Of((await day.Host.Get<IThreadStore>().MessagesAsync(receipt.Thread!.Value, default))[0].Card).ShouldContain("1 Aug 2024 17:41 – 18:33 UTC");
    }

    [Fact]
    public async Task What_matches_nothing_is_refused_with_what_would_work() =>
        (await day.TakeAsync("/investigate foo")).Text.ShouldBe(
            "nothing matches \"foo\" in findings of the last 90 days. Try a finding id, an ARN, `ip 198.51.100.23`, `instance i-…`, `role …` or words of a title.");

    [Theory]
    [InlineData("/investigate ip 198.51.100.23 2024-08-01 12:00..11:00", "ends before it starts")]
    [InlineData("/investigate ip 198.51.100.23 2024-08-02", "has not happened yet: it is 1 Aug 2024 19:10 UTC")]
    [InlineData("/investigate", "Name what to investigate")]
    [InlineData("/interval today", "works inside a thread")]
    [InlineData("/note hello", "works inside a thread")]
    [InlineData("good morning", "begins with no command")]
    [InlineData("/investigate role AROANOBODY", "")]
    public async Task A_refusal_or_an_answer_never_throws(string typed, string text) => ((await day.TakeAsync(typed)).Text ?? "").ShouldContain(text);

    [Fact]
    public async Task An_entity_s_thread_is_used_again_while_it_is_open()
    {
        var first = await day.TakeAsync("/investigate ip 203.0.113.250");

        (await day.TakeAsync("/investigate 203.0.113.250")).Thread.ShouldBe(first.Thread);
        (await day.Host.Get<IThreadStore>().MessagesAsync(first.Thread!.Value, default))[0].Card.Kind.ShouldBe(CardKind.Entity);
    }

    [Fact]
    public async Task A_finding_threaded_elsewhere_gets_a_thread_here_that_says_so()
    {
        var receipt = await day.Host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("second"), null, Ana, "/investigate Recon:EC2/Portscan"), default);

        var messages = await day.Host.Get<IThreadStore>().MessagesAsync(receipt.Thread!.Value, default);
        messages[0].Key.ShouldBe(MessageKeys.Root);
        CardWords.Of(messages[1].Card).ShouldContain("This finding has a thread elsewhere too: web:security.");
    }

    [Fact]
    public async Task An_interval_holds_for_later_answers_until_it_is_reset()
    {
        var thread = (await day.TakeAsync("/investigate instance i-0c79413d9f0d9941e")).Thread!.Value;
        await day.SettleAsync(thread);

        var findings = await day.AskAsync("@bot interval 2024-08-01 11:00..12:00", thread);
        CardWords.Of(findings.Single()).ShouldStartWith("Interval set to 1 Aug 2024 11:00 – 12:00 UTC by Ana");
        CardWords.Of((await day.AskAsync("@bot span ip 198.51.100.23", thread)).Single()).ShouldContain("| 392 calls in 1 hour · 1 user or role");
        CardWords.Of((await day.AskAsync("@bot span ip 198.51.100.23 02:00..03:00", thread)).Single()).ShouldContain("Scope 1 Aug 2024 02:00 – 03:00 UTC, as asked");
        await day.AskAsync("@bot interval reset", thread);
        (await day.Host.Get<IThreadStore>().FindAsync(thread, default))!.Interval.ShouldBeNull();
    }

    [Fact]
    public async Task Buttons_answer_as_if_typed()
    {
        var thread = (await day.TakeAsync("/investigate role lab-GeneralInstanceRole")).Thread!.Value;
        await day.SettleAsync(thread);
        var root = (await day.Host.Get<IThreadStore>().MessagesAsync(thread, default))[0];
        var button = root.Card.Buttons.Single(static button => button.Label == "Findings");

        var receipt = await day.Host.Get<CommandDesk>().TakeAsync(new PressedButton(thread, Ana, button.Id!, null), default);
        receipt.Thread.ShouldBe(thread);
        await day.SettleAsync(thread);
        (await day.Host.Get<IThreadStore>().MessagesAsync(thread, default))[^1].Card.Kind.ShouldBe(CardKind.AssociatedFindings);
    }

    [Fact]
    public async Task The_report_tells_what_was_asked_said_and_not_learned()
    {
        var thread = (await day.TakeAsync("/investigate ListBuckets 2024-08-01 18:42..18:43")).Thread ?? (await day.TakeAsync("/investigate ip 198.51.100.23")).Thread!.Value;
        await day.Host.Get<NoteDesk>().AddAsync(thread, Ana, "isolated the instance <script>alert(1)</script>", default);
        await day.SettleAsync(thread);

        var card = (await day.AskAsync("@bot report", thread)).Single();
        card.Kind.ShouldBe(CardKind.Report);
        var report = await day.Host.Get<ReportDesk>().MakeAsync(thread, default);
        report.ShouldNotBeNull().Markdown.ShouldContain("isolated the instance");
        report.Markdown.ShouldContain("Not learned");
        report.Html.ShouldNotContain("<script>alert");
        (await day.Host.Get<IAuditLog>().OfSubjectAsync(thread.Value, default)).ShouldContain(static entry => entry.Verb == Verb.Report && entry.Allowed);
    }

    [Fact]
    public async Task A_job_that_runs_twice_edits_what_it_said_the_first_time()
    {
        var thread = (await day.TakeAsync("/investigate ListTables last 2h")).Thread!.Value;
        await day.SettleAsync(thread);
        await day.AskAsync("@bot report", thread);
        var store = day.Host.Get<IThreadStore>();
        var before = (await store.MessagesAsync(thread, default)).Select(static message => message.Key).ToList();

        var jobs = (await day.Host.Get<IJobQueue>().ListAsync(JobState.Sent, 5000, default)).Where(job => job.Job.Lane == ThreadJobs.AnswerLane(thread)).ToList();
        jobs.Select(static job => job.Job.Kind).Distinct().Order().ShouldBe([ThreadJobs.AnswerVerb, ThreadJobs.OpenThread, ThreadJobs.PostReport]);
        var handlers = day.Host.Services.GetServices<IJobHandler>().ToDictionary(static handler => handler.Kind);
        foreach (var job in jobs) (await handlers[job.Job.Kind].RunAsync(new ClaimedJob(job.Id, job.Job, 2, job.CreatedAt), default)).ShouldBe(new JobDone());

        (await store.MessagesAsync(thread, default)).Select(static message => message.Key).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_typed_is_completed()
    {
        var desk = day.Host.Get<CommandDesk>();

        (await desk.CompleteAsync(new TypedCommand(Security, null, Ana, "/inv"), default)).Single().Insert.ShouldBe("/investigate ");
        (await desk.CompleteAsync(new TypedCommand(Security, null, Ana, "/investigate ip 198"), default)).ShouldContain(static one => one.Insert == "/investigate ip 198.51.100.23");
        (await desk.CompleteAsync(new TypedCommand(Security, null, Ana, "/investigate Portscan"), default)).Single().Detail.ShouldContain("Recon:EC2/Portscan");
    }

    /// <summary>A host on which the whole day has been played and answered.</summary>
    public sealed class PlayedDay : IAsyncLifetime
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        internal RunningHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Host = await RunningHost.StartAsync("--Findings:Source=sample", "--Findings:Replay=instant");
            await WaitAsync(async () => (await Host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items.Count >= 25);
            await WaitAsync(async () => await Host.Get<IAlertLedger>().LastSentAsync("sample", default) is { Hour: >= 18, Minute: >= 40 });
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();

        internal Task<CommandReceipt> TakeAsync(string text, ThreadId? thread = null) => Host.Get<CommandDesk>().TakeAsync(new TypedCommand(Security, thread, Ana, text), default);

        /// <summary>The cards that answer a command.</summary>
        internal async Task<IReadOnlyList<Card>> AskAsync(string text, ThreadId? thread = null)
        {
            var before = thread is { } known ? (await MessagesAsync(known)).Select(static message => message.Id).ToHashSet() : [];
            var receipt = await TakeAsync(text, thread);
            var id = receipt.Thread.ShouldNotBeNull(receipt.Text);
            await SettleAsync(id);
            return [.. (await MessagesAsync(id)).Where(message => !before.Contains(message.Id) && (thread is not null || message.Key.StartsWith("job:", StringComparison.Ordinal))).Select(static message => message.Card)];
        }

        /// <summary>Until nothing of the thread waits any more.</summary>
        internal Task SettleAsync(ThreadId thread) => WaitAsync(async () => (await Host.Get<IJobQueue>().LanesAsync(default)).All(lane => lane.Lane != ThreadJobs.AnswerLane(thread)));

        private async Task<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId thread) => await Host.Get<IThreadStore>().MessagesAsync(thread, default);

        private static async Task WaitAsync(Func<Task<bool>> condition)
        {
            using var deadline = new CancellationTokenSource(Patience);
            while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }
    }
}
