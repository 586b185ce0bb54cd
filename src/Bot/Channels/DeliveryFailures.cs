using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels;

/// <summary>What follows from a failed delivery; the only place that knows.</summary>
internal static class DeliveryFailures
{
    public static JobOutcome OutcomeOf(NotDelivered failed) => failed.Failure switch
    {
        DeliveryFailure.RateLimited => new JobRetry(failed.Detail, failed.RetryAfter, WholeLane: true),
        DeliveryFailure.Unsettled => new JobTooEarly(failed.Detail, failed.RetryAfter ?? TimeSpan.FromSeconds(1)),
        DeliveryFailure.DestinationGone or DeliveryFailure.CredentialRevoked => new LaneStopped(failed.Detail),
        DeliveryFailure.ContentRefused or DeliveryFailure.MessageGone => new JobDead(failed.Detail),
        _ => new JobRetry(failed.Detail, failed.RetryAfter),
    };
}
