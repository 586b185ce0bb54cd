using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.BlockKit;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Opens forms and shows Homes. What Slack would refuse does not leave: the log says where the fault is.</summary>
internal sealed partial class SlackViews(SlackApi api, TimeProvider time, ILogger<SlackViews> log)
{
    /// <summary>A trigger lives three seconds (docs.slack.dev, "Handling user interaction"), and as long Slack waits for our 200: both must fit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <returns>Whether the person sees it. False when the trigger died meanwhile, or Slack was not reached in time.</returns>
    public async Task<bool> OpenAsync(string trigger, JsonObject view, CancellationToken cancellationToken)
    {
        if (!IsGood(view, SlackValidator.View(view))) return false;
        var answer = await SlackPatience.OfAsync(stop => api.CallAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, stop), Patience, time, cancellationToken);
        if (answer is SlackOk) return true;
        Log.NotOpened(log, answer.ToString());
        return false;
    }

    /// <summary>The Home of a person.</summary>
    public async Task<SlackAnswer> PublishAsync(string user, JsonObject view, CancellationToken cancellationToken) => IsGood(view, SlackValidator.Home(view))
        ? await api.CallAsync("views.publish", new JsonObject { ["user_id"] = user, ["view"] = view }, cancellationToken)
        : new SlackRefused("invalid_arguments", ["the view was not sent: it is not as Slack takes it"]);

    /// <summary>Whether a view that goes out as an answer would be taken.</summary>
    public bool IsGood(JsonObject view) => IsGood(view, SlackValidator.View(view));

    private bool IsGood(JsonObject view, IReadOnlyList<SlackFault> faults)
    {
        foreach (var fault in faults.Take(5)) Log.Faulty(log, view["callback_id"]?.ToString() ?? "home", fault.Pointer, fault.Why);
        return faults.Count == 0;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A form could not be opened: {Why}")]
        public static partial void NotOpened(ILogger log, string why);

        [LoggerMessage(LogLevel.Error, "The view {View} is not as Slack takes it and was not sent: {Pointer} {Why}")]
        public static partial void Faulty(ILogger log, string view, string pointer, string why);
    }
}
