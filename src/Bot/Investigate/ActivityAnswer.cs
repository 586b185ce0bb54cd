using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Traffic of one window by address and port. When nobody named a window, the hour of the highest spike is taken, else the hour with most bytes.</summary>
internal sealed class ActivityAnswer : IEvidenceAnswer
{
    public string Verb => Access.Verb.Activity;

    public CardText Progress(EntityRef entity) => CardText.Of("Reading the flow records of ", new Code(EntityLabel.Name(entity)));

    public async Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        string? why = null;
        if (asked.IsDefaultScope && asked.Question.Window.Duration > TimeSpan.FromHours(1)) (asked, why) = await ChooseAsync(asked, cancellationToken);
        var answer = await asked.FlowsAsync(asked.Passes(ActivityTopic.FlowActivity).Single(), cancellationToken);
        return ActivityCard.Of(asked.Frame, answer.Value, why, answer.Coverage);
    }

    private static async Task<(EvidenceCase Asked, string? Why)> ChooseAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        // the hours alone: nobody looks at the distinct counts here, and they cost most
        var pass = asked.Passes(ActivityTopic.Flow).Single();
        var volume = FlowVolume.Of(pass.Question, await asked.FlowsAsync(pass with { Flows = new FlowAsk { Hours = true } }, cancellationToken));
        if (volume.Spikes is [var spike, ..]) return (Inside(asked, spike.Window), "No interval is set: the hour of the highest spike is shown.");
        return volume.Hours.Where(static hour => hour.Totals is { Records: > 0 }).MaxBy(static hour => hour.Totals!.Value.Bytes) is { } busiest
            ? (Inside(asked, new TimeWindow(busiest.Hour, busiest.Hour.AddHours(1))), "No interval is set and no hour is far above the usual: the hour with most bytes is shown.")
            : (asked, null);
    }

    private static EvidenceCase Inside(EvidenceCase asked, TimeWindow hour) => asked with
    {
        Question = asked.Question with { Window = hour },
        Frame = asked.Frame with { Scope = new ScopeTime(hour, ScopeOrigin.Spike), Detective = asked.Link(hour) },
    };
}
