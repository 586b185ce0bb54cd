using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Brings one message to its newest state: changes it where it is there, says it anew where it is not, in plainer words where Teams does not take the card.</summary>
internal sealed partial class TeamsDelivery(TeamsPoster poster, TeamsDoubts doubts, ListenOptions listen, TimeProvider time, ILogger<TeamsDelivery> logger)
{
    // Below that nobody asks why a message comes now.
    private static readonly TimeSpan Unremarkable = TimeSpan.FromSeconds(15);

    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage outgoing, CancellationToken cancellationToken)
    {
        var doubt = await doubts.OfAsync(outgoing.Message.Id, cancellationToken);
        var isUnnamed = outgoing.Message.ExternalId == TeamsPoster.Unnamed;
        if (outgoing.Message.ExternalId is { } id && !isUnnamed)
        {
            var changed = await SayAsync(outgoing, Notice(doubt), TeamsSpeech.Of, activity => poster.EditAsync(outgoing, id, activity, cancellationToken));
            if (changed is not NotDelivered { Failure: DeliveryFailure.MessageGone }) return changed;
        }

        var notice = Notice(doubt, isUnnamed ? "The newer state of a message that cannot be changed." : null, outgoing.Message.ExternalId is null ? Delay(outgoing) : null);
        return await SayAsync(outgoing, notice, outgoing.Message.Kind == MessageKind.Root ? TeamsSpeech.Alerting : TeamsSpeech.Of, activity => poster.PostAsync(outgoing, doubt, activity, cancellationToken));
    }

    private async Task<DeliveryOutcome> SayAsync(OutgoingMessage outgoing, string? notice, Func<TeamsRendering, JsonObject> wrap, Func<JsonObject, Task<DeliveryOutcome>> say)
    {
        var view = new TeamsView(outgoing.Message.Id.Value, listen.PublicUrl, notice);
        var activity = wrap(TeamsCardRenderer.Render(outgoing.Card, view));
        // What Teams would refuse is not sent at all.
        var faults = TeamsValidator.Activity(activity, listen.PublicUrl);
        var outcome = faults.Count == 0 ? await say(activity) : new NotDelivered(DeliveryFailure.ContentRefused, string.Join("; ", faults.Take(10).Select(static fault => $"{fault.Pointer} {fault.Why}")));
        if (outcome is not NotDelivered { Failure: DeliveryFailure.ContentRefused } refused) return outcome;
        Log.Refused(logger, outgoing.Message.Id, refused.Detail);
        return await say(wrap(TeamsCardRenderer.PlainForm(outgoing.Card, view)));
    }

    private static string? Notice(TeamsDoubt doubt, params string?[] more)
    {
        string?[] all = [doubt.MayBeTwice ? "May be here twice: Teams did not say whether an earlier try of this message arrived." : null, .. more];
        return all.Any(static one => one is not null) ? string.Join(" ", all.Where(static one => one is not null)) : null;
    }

    /// <summary>How late a message is that people see for the first time; null when that need not be told. A sample day is told faster than it happened anyway.</summary>
    private string? Delay(OutgoingMessage outgoing) =>
        !outgoing.Card.IsSample && time.GetUtcNow() - outgoing.Message.At is var late && late > Unremarkable ? $"Told {UtcText.Duration(late)} late." : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Teams does not take message {Message} in this form: {Why}. A plainer one goes out")]
        public static partial void Refused(ILogger logger, MessageId message, string why);
    }
}
