using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>What a failed call means for something that is only shown: it is tried again while that can help, and nothing stops because of it.</summary>
internal static class FormOutcome
{
    public static JobOutcome Of(string method, SlackAnswer answer)
    {
        if (answer is SlackOk) return new JobDone();
        var failed = SlackErrors.Of(method, answer);
        return failed.Failure is DeliveryFailure.RateLimited or DeliveryFailure.OutcomeUnknown or DeliveryFailure.Unavailable
            ? new JobRetry(failed.Detail, failed.RetryAfter)
            : new JobDead(failed.Detail);
    }
}
