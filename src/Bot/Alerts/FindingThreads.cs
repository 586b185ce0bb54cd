using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts;

/// <summary>Begins the threads of findings and keeps them up to date, inside the transaction of what they follow from. What is put where nobody can be spoken to goes elsewhere too.</summary>
internal sealed class FindingThreads(IThreadStore threads, IJobQueue queue, FindingCard cards, CaseThreads cases, TimeProvider time)
{
    /// <summary>A thread of its own, with root card and opening replies.</summary>
    public async ValueTask<InvestigationThread> BeginAsync(IWork work, ToldFinding told, ChannelRef channel)
    {
        var thread = await cases.OpenAsync(work, Current(New(told, channel), told), RootOf(told, told.IsSample));
        var payload = JsonSerializer.Serialize(new OpenThreadPayload(thread.Id.Value), ThreadJobsJson.Default.OpenThreadPayload);
        await work.EnqueueAsync(new Job(ThreadJobs.AnswerLane(thread.Id), thread.Id.Value, ThreadJobs.OpenThread, payload, JobPriority.Background));
        await RouteIfStoppedAsync(work, channel);
        return thread;
    }

    /// <summary>A thread row without messages, told of in the summary.</summary>
    /// <param name="joined">The summary to join; null to begin one.</param>
    public async ValueTask<InvestigationThread> SummariseAsync(IWork work, ToldFinding told, ChannelRef channel, InvestigationThread? joined)
    {
        var summary = joined ?? new InvestigationThread
        {
            Id = ThreadId.New(time.GetUtcNow()),
            Channel = channel,
            Title = "",
            State = ThreadState.Open,
            CreatedAt = time.GetUtcNow(),
            UpdatedAt = time.GetUtcNow(),
        };
        var finding = told.Finding;
        summary = summary with
        {
            Count = summary.Count + 1,
            Title = SummaryCard.Title(summary.Count + 1),
            Severity = summary.Severity is { } highest && highest > finding.Severity ? highest : finding.Severity,
            IsSample = summary.IsSample || told.IsSample,
            UpdatedAt = time.GetUtcNow(),
        };
        await threads.SaveAsync(work, summary);
        var thread = await cases.OpenSilentlyAsync(work, Current(New(told, channel) with { State = ThreadState.Summarised, SummarisedIn = summary.Id }, told));
        if (joined is null) await SummaryRefresh.PutAsync(work, threads, summary);
        else await work.EnqueueAsync(SummaryRefresh.Job(summary.Id, time.GetUtcNow()));
        await RouteIfStoppedAsync(work, channel);
        return thread;
    }

    /// <summary>The root card shows the newest state.</summary>
    /// <param name="standing">Where its case stands, when that was read already.</param>
    public async ValueTask UpdateAsync(IWork work, ToldFinding told, InvestigationThread thread, CaseFamily? standing = null)
    {
        var current = Current(thread, told);
        await threads.SaveAsync(work, current);
        await cases.PutRootAsync(work, current, RootOf(told, current.IsSample), standing);
    }

    /// <summary>The row of a summarised finding shows the newest state.</summary>
    public async ValueTask UpdateSummarisedAsync(IWork work, ToldFinding told, InvestigationThread thread)
    {
        await threads.SaveAsync(work, Current(thread, told));
        if (thread.SummarisedIn is { } summary && thread.Severity != told.Finding.Severity) await work.EnqueueAsync(SummaryRefresh.Job(summary, time.GetUtcNow()));
    }

    /// <summary>The job that stopped the lane has looked already.</summary>
    private async ValueTask RouteIfStoppedAsync(IWork work, ChannelRef channel)
    {
        if (await queue.StoppedReasonAsync(work, channel.ToString()) is not null) await work.EnqueueAsync(RouteElsewherePayload.Job(channel, time.GetUtcNow()));
    }

    /// <summary>A reply about the finding.</summary>
    public async ValueTask TellAsync(IWork work, InvestigationThread thread, string key, Card card) => await threads.PutAsync(work, thread, key, MessageKind.Card, card);

    private Card RootOf(ToldFinding told, bool isSample) => cards.Of(told.Finding, told.Related, isSample);

    private InvestigationThread New(ToldFinding told, ChannelRef channel) => new()
    {
        Id = ThreadId.New(time.GetUtcNow()),
        Channel = channel,
        Finding = told.Finding.Id,
        Title = told.Finding.Title,
        Group = new SummaryGroup(told.Finding.Type.Text, ResourceName.OfMain(told.Finding)),
        State = ThreadState.Open,
        IsSample = told.IsSample,
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };

    private InvestigationThread Current(InvestigationThread thread, ToldFinding told)
    {
        var finding = told.Finding;
        return thread with { FindingArn = finding.Arn, Title = finding.Title, Severity = finding.Severity, Count = finding.Count, Seen = new(finding.FirstSeen, finding.LastSeen), UpdatedAt = time.GetUtcNow() };
    }
}

/// <summary>A finding in its newest state, as its threads tell it.</summary>
/// <param name="IsSampleDay">Whether it comes from the bundled day.</param>
internal sealed record ToldFinding(Finding Finding, RelatedFindings Related, bool IsSampleDay)
{
    public bool IsSample => IsSampleDay || Finding.IsSample;
}
