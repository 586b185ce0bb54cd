using ChatOps.Bot.Channels.Slack.BlockKit;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>One message with all that belongs to it: pictures first, for the card shows them; then the card and its continuations; then the tables.</summary>
internal sealed partial class SlackDelivery(SlackErrands errands, SlackCharts charts, SlackSpeech speech, SlackSheets sheets, ILogger<SlackDelivery> logger)
{
    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage outgoing, CancellationToken cancellationToken)
    {
        var errand = await errands.OpenAsync(outgoing, cancellationToken);
        if (await charts.BringAsync(errand, cancellationToken) is { } heldUp) return heldUp;
        var outcome = await SayAsync(errand, cancellationToken);
        if (outcome is NotDelivered { Failure: DeliveryFailure.ContentRefused } refused)
        {
            Log.Refused(logger, errand.Message.Id.Value, refused.Detail);
            errand.Form = "plain";
            outcome = await WithSheetsAsync(errand, new SlackRendering([SlackCardRenderer.PlainForm(errand.Card)], Render(errand).Files), cancellationToken);
        }

        if (outcome is Delivered) errand.Settled();
        return outcome;
    }

    private async Task<DeliveryOutcome> SayAsync(SlackErrand errand, CancellationToken cancellationToken)
    {
        var outcome = await WithSheetsAsync(errand, Render(errand), cancellationToken);
        if (outcome is NotDelivered { Failure: DeliveryFailure.ContentRefused } refused && IsAboutAPicture(refused))
        {
            Log.Refused(logger, errand.Message.Id.Value, refused.Detail);
            await charts.ForgetAsync(errand, cancellationToken);
            errand.Form = "words";
            outcome = await WithSheetsAsync(errand, Render(errand), cancellationToken);
        }

        return outcome;
    }

    /// <summary>What Slack would refuse is not sent at all, so that no half of a message is out when the other half is refused.</summary>
    private async Task<DeliveryOutcome> WithSheetsAsync(SlackErrand errand, SlackRendering rendering, CancellationToken cancellationToken)
    {
        var faults = rendering.Parts.SelectMany(static part => SlackValidator.Message(part.ToJson())).ToList();
        if (faults.Count > 0) return new NotDelivered(DeliveryFailure.ContentRefused, string.Join("; ", faults.Take(10).Select(static fault => $"{fault.Pointer} {fault.Why}")));
        var outcome = await speech.SayAsync(errand, rendering.Parts, rendering.Files.Count > 0 || errand.Card.Document is not null, cancellationToken);
        return outcome is Delivered && await sheets.BringAsync(errand, rendering.Files, cancellationToken) is { } unshared ? unshared : outcome;
    }

    private SlackRendering Render(SlackErrand errand) => SlackCardRenderer.Render(errand.Card, new SlackRenderContext(chart => SlackCharts.FileOf(errand, chart), errands.DelayOf(errand)));

    private static bool IsAboutAPicture(NotDelivered refused) =>
        refused.Detail.Contains("slack file", StringComparison.OrdinalIgnoreCase) || refused.Detail.Contains("slack_file", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Slack does not take message {Message} in this form: {Why}. A plainer one goes out")]
        public static partial void Refused(ILogger logger, string message, string why);
    }
}
