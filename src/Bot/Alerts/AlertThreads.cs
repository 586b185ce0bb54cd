using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts;

/// <summary>Writes into threads what follows from an alert, inside the alert's transaction. Earlier threads that are related to a new finding are not edited for it:
/// they name it when their own finding is delivered again, so the work of one alert stays bounded.</summary>
internal sealed class AlertThreads(IThreadStore threads, FindingCard cards, AlertsOptions options, IEnumerable<IChatChannel> channels, TimeProvider time)
{
    private readonly Dictionary<string, IChatChannel> channels = channels.ToDictionary(static channel => channel.Vendor, StringComparer.Ordinal);

    public async ValueTask WriteAsync(IWork work, KeptAlert alert)
    {
        var known = await threads.OfFindingAsync(work, alert.Entry.Current.Id);
        var routed = new List<ChannelLoad>();
        if (alert.Entry.Novelty is DeliveryNovelty.NewFinding or DeliveryNovelty.NewerState)
        {
            foreach (var channel in Routed(alert).Where(channel => known.All(thread => thread.Channel != channel))) routed.Add(await LoadAsync(work, channel));
        }

        foreach (var step in AlertDecision.Decide(alert.Entry, alert.Delivery.Finding, alert.News, known, routed)) await WriteAsync(work, alert, step);
    }

    /// <summary>Findings seen in it may be related to the finding.</summary>
    public TimeWindow RelatedWindow(Finding finding) => options.RelatedWindow.Of(finding);

    /// <summary>The sample day stays in the room unless somebody asked for it by name.</summary>
    private IEnumerable<ChannelRef> Routed(KeptAlert alert)
    {
        var routed = options.Routes.Of(alert.Entry.Current).Select(InWorkspace).Distinct();
        return IsSampleDay(alert) && !options.SourceIsExplicit ? routed.Where(static channel => channel.Vendor == ChannelRef.WebVendor) : routed;
    }

    private ChannelRef InWorkspace(ChannelRef channel) =>
        channel.Workspace.Length == 0 && channels.TryGetValue(channel.Vendor, out var chat) ? channel with { Workspace = chat.HomeWorkspace } : channel;

    private static bool IsSampleDay(KeptAlert alert) => alert.Delivery.Source == SampleReplay.SourceName;

    private async ValueTask<ChannelLoad> LoadAsync(IWork work, ChannelRef channel)
    {
        if (channels.GetValueOrDefault(channel.Vendor)?.Limits.StormPerMinute is not { } usual) return new ChannelLoad(channel, 0, null, null);
        var now = time.GetUtcNow();
        var most = Math.Max(1, (int)((options.StormPerMinute ?? usual) * options.StormWindow.TotalMinutes));
        var roots = await threads.RootsSinceAsync(work, channel, now - options.StormWindow);
        var summary = roots < most ? null : await threads.SummaryOfAsync(work, channel, now - TimeSpan.FromDays(1));
        return new ChannelLoad(channel, roots, most, summary is not null && now - summary.UpdatedAt <= AlertDecision.StormCalm ? summary : null);
    }

    private ValueTask WriteAsync(IWork work, KeptAlert alert, AlertStep step) => step switch
    {
        BeginThread begin => BeginAsync(work, alert, begin.Channel),
        Summarise summarise => SummariseAsync(work, alert, summarise),
        UpdateRoot update => UpdateAsync(work, alert, update.Thread),
        UpdateSummarised update => UpdateSummarisedAsync(work, alert, update.Thread),
        TellNews tell => TellAsync(work, alert, tell.Thread, ChangedCard.Of(alert.Delivery.Finding, tell.News, tell.Thread.IsSample)),
        TellOlder tell => TellAsync(work, alert, tell.Thread, ChangedCard.OfOlder(tell.Delivered, tell.Actors, tell.Thread.IsSample)),
        _ => throw new InvalidOperationException($"{step} is no step."),
    };

    private async ValueTask BeginAsync(IWork work, KeptAlert alert, ChannelRef channel)
    {
        var thread = Current(NewThread(alert, channel), alert);
        await threads.SaveAsync(work, thread);
        await PutRootAsync(work, alert, thread);
        var payload = JsonSerializer.Serialize(new OpenThreadPayload(thread.Id.Value), ThreadJobsJson.Default.OpenThreadPayload);
        await work.EnqueueAsync(new Job(ThreadJobs.AnswerLane(thread.Id), thread.Id.Value, ThreadJobs.OpenThread, payload, JobPriority.Background));
    }

    private async ValueTask SummariseAsync(IWork work, KeptAlert alert, Summarise step)
    {
        var summary = step.Summary ?? new InvestigationThread
        {
            Id = ThreadId.New(time.GetUtcNow()),
            Channel = step.Channel,
            Title = "",
            State = ThreadState.Open,
            CreatedAt = time.GetUtcNow(),
            UpdatedAt = time.GetUtcNow(),
        };
        var finding = alert.Entry.Current;
        summary = summary with
        {
            Count = summary.Count + 1,
            Title = SummaryCard.Title(summary.Count + 1),
            Severity = summary.Severity is { } highest && highest > finding.Severity ? highest : finding.Severity,
            IsSample = summary.IsSample || finding.IsSample || IsSampleDay(alert),
            UpdatedAt = time.GetUtcNow(),
        };
        await threads.SaveAsync(work, summary);
        await threads.SaveAsync(work, Current(NewThread(alert, step.Channel) with { State = ThreadState.Summarised, SummarisedIn = summary.Id }, alert));
        if (step.Summary is null) await SummaryRefresh.PutAsync(work, threads, summary);
        else await work.EnqueueAsync(SummaryRefresh.Job(summary.Id, time.GetUtcNow()));
    }

    private async ValueTask UpdateAsync(IWork work, KeptAlert alert, InvestigationThread thread)
    {
        var current = Current(thread, alert);
        await threads.SaveAsync(work, current);
        await PutRootAsync(work, alert, current);
    }

    private async ValueTask UpdateSummarisedAsync(IWork work, KeptAlert alert, InvestigationThread thread)
    {
        await threads.SaveAsync(work, Current(thread, alert));
        if (thread.SummarisedIn is { } summary && thread.Severity != alert.Entry.Current.Severity) await work.EnqueueAsync(SummaryRefresh.Job(summary, time.GetUtcNow()));
    }

    private async ValueTask TellAsync(IWork work, KeptAlert alert, InvestigationThread thread, Card card)
    {
        var told = alert.Delivery.Finding;
        var key = string.Create(CultureInfo.InvariantCulture, $"changed:{told.UpdatedAt:yyyyMMddHHmmssfff}-{told.Count}");
        await threads.PutAsync(work, thread, key, MessageKind.Card, card);
    }

    private async ValueTask PutRootAsync(IWork work, KeptAlert alert, InvestigationThread thread) =>
        await threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, cards.Of(alert.Entry.Current, alert.Related, thread.IsSample));

    private InvestigationThread NewThread(KeptAlert alert, ChannelRef channel) => new()
    {
        Id = ThreadId.New(time.GetUtcNow()),
        Channel = channel,
        Finding = alert.Entry.Current.Id,
        Title = alert.Entry.Current.Title,
        Group = new SummaryGroup(alert.Entry.Current.Type.Text, ResourceName.OfMain(alert.Entry.Current)),
        State = ThreadState.Open,
        IsSample = IsSampleDay(alert) || alert.Entry.Current.IsSample,
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };

    private InvestigationThread Current(InvestigationThread thread, KeptAlert alert)
    {
        var finding = alert.Entry.Current;
        return thread with { FindingArn = finding.Arn, Title = finding.Title, Severity = finding.Severity, Count = finding.Count, Seen = new(finding.FirstSeen, finding.LastSeen), UpdatedAt = time.GetUtcNow() };
    }
}
