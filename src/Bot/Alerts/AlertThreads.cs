using System.Globalization;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Alerts;

/// <summary>Writes into threads what follows from an alert, inside the alert's transaction. Earlier threads that are related to a new finding are not edited for it:
/// they name it when their own finding is delivered again, so the work of one alert stays bounded.</summary>
internal sealed class AlertThreads(AlertCases cases, FindingThreads findings, ChannelLoads loads, AlertsOptions options, IEnumerable<IChatChannel> channels)
{
    private readonly Dictionary<string, IChatChannel> channels = channels.ToDictionary(static channel => channel.Vendor, StringComparer.Ordinal);

    public async ValueTask WriteAsync(IWork work, KeptAlert alert)
    {
        var (known, standing) = await cases.FollowAsync(work, alert);
        var routed = new List<ChannelLoad>();
        // what somebody asked for is no alert: threads it has are kept up to date, none begins
        if (AlertDecision.IsAlert(alert.Entry) && alert.Delivery.Source != AlertIntake.LookedUp)
        {
            foreach (var channel in Routed(alert).Where(channel => known.All(thread => thread.Channel != channel))) routed.Add(await loads.OfAsync(work, channel));
        }

        // nobody is told what is new about a case that sleeps on: its root card shows it
        var steps = AlertDecision.Decide(alert.Entry, alert.Delivery.Finding, alert.News, known, routed).Where(step => standing?.Case.Snooze is null || step is not (TellNews or TellOlder));
        foreach (var step in steps) await WriteAsync(work, alert, step, standing);
    }

    /// <summary>Findings seen in it may be related to the finding.</summary>
    public TimeWindow RelatedWindow(Finding finding) => options.RelatedWindow.Of(finding);

    /// <summary>The sample day stays in the room unless somebody asked for it by name.</summary>
    private IEnumerable<ChannelRef> Routed(KeptAlert alert)
    {
        var routed = options.Routes.Of(alert.Entry.Current).Select(InWorkspace).Distinct();
        return alert.Told.IsSampleDay && !options.SourceIsExplicit ? routed.Where(static channel => channel.Vendor == ChannelRef.WebVendor) : routed;
    }

    private ChannelRef InWorkspace(ChannelRef channel) =>
        channel.Workspace.Length == 0 && channels.TryGetValue(channel.Vendor, out var chat) ? channel with { Workspace = chat.HomeWorkspace } : channel;

    private async ValueTask WriteAsync(IWork work, KeptAlert alert, AlertStep step, CaseFamily? standing)
    {
        switch (step)
        {
            case BeginThread begin:
                await findings.BeginAsync(work, alert.Told, begin.Channel);
                break;
            case Summarise summarise:
                await findings.SummariseAsync(work, alert.Told, summarise.Channel, summarise.Summary);
                break;
            case UpdateRoot update:
                await findings.UpdateAsync(work, alert.Told, update.Thread, standing);
                break;
            case UpdateSummarised update:
                await findings.UpdateSummarisedAsync(work, alert.Told, update.Thread);
                break;
            case TellNews tell:
                await TellAsync(work, alert, tell.Thread, ChangedCard.Of(alert.Delivery.Finding, tell.News, tell.Thread.IsSample));
                break;
            case TellOlder tell:
                await TellAsync(work, alert, tell.Thread, ChangedCard.OfOlder(tell.Delivered, tell.Actors, tell.Thread.IsSample));
                break;
            default:
                throw new InvalidOperationException($"{step} is no step.");
        }
    }

    private async ValueTask TellAsync(IWork work, KeptAlert alert, InvestigationThread thread, Card card)
    {
        var told = alert.Delivery.Finding;
        var key = string.Create(CultureInfo.InvariantCulture, $"changed:{told.UpdatedAt:yyyyMMddHHmmssfff}-{told.Count}");
        await findings.TellAsync(work, thread, key, card);
    }
}
