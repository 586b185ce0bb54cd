using ChatOps.TestKit.Slack;

namespace ChatOps.TestKit.Storms;

/// <summary>What goes wrong in Slack and on the way to it, now and then.</summary>
internal sealed class StormWeather(SlackDouble slack, Random random)
{
    // The more often named, the more often hit.
    private static readonly string[] Methods =
        ["chat.postMessage", "chat.postMessage", "chat.postMessage", "chat.update", "response_url", "conversations.history", "conversations.replies", "conversations.info", "users.info", "*"];

    /// <summary>So many faults, each some time after the last.</summary>
    public async Task BlowAsync(StormPlan plan)
    {
        for (var fault = 0; fault < plan.Faults; fault++)
        {
            await Task.Delay(plan.LongestSilence * random.NextDouble(), TimeProvider.System);
            Strike(slack.Faults.On(Methods[random.Next(Methods.Length)]));
        }
    }

    private void Strike(SlackFaultPlan plan)
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                plan.AcceptThenDrop();
                break;
            case 2:
                plan.AcceptThenFail();
                break;
            case 3:
                plan.RateLimit(1);
                break;
            case 4:
                plan.Slow(TimeSpan.FromMilliseconds(random.Next(200, 3000)));
                break;
            case 5:
                plan.Http(500);
                break;
            case 6:
                plan.AcceptThenHttp(502);
                break;
            default:
                plan.DropBeforeAccepting();
                break;
        }
    }
}
