namespace ChatOps.Bot.Channels.Slack;

/// <summary>Opens errands with what is known of them.</summary>
internal sealed class SlackErrands(IDeliveredParts parts, SlackDoubts doubts, TimeProvider time)
{
    // Below that nobody asks why a message comes now.
    private static readonly TimeSpan Unremarkable = TimeSpan.FromSeconds(15);

    public async Task<SlackErrand> OpenAsync(OutgoingMessage outgoing, CancellationToken cancellationToken) =>
        new(outgoing, await parts.OfAsync(outgoing.Message.Id, cancellationToken), doubts);

    /// <summary>How late a message is that people see for the first time; null when that need not be told. A sample day is told faster than it happened anyway.</summary>
    public TimeSpan? DelayOf(SlackErrand errand) =>
        errand is { IsFirst: true, IsPostedAnew: false, Card.IsSample: false } && time.GetUtcNow() - errand.Message.At is var late && late > Unremarkable ? late : null;
}
