using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Reads messages of a channel.</summary>
internal sealed class ShownMessages(SlackApi api, HeldMessages held, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>The message a shortcut was used on; null when Slack showed none.</summary>
    /// <param name="responseUrl">Where the person who used it can be answered; null when it was not a shortcut.</param>
    public static ShownMessage? Of(JsonElement message, string channel, string? responseUrl = null)
    {
        if (message.Text("ts") is not { } ts) return null;
        var bot = message.Text("bot_id");
        var name = bot is null ? null : message.Text("username") ?? message.Text("bot_profile", "name");
        return new ShownMessage(channel, ts, message.Text("thread_ts"), bot is null ? message.Text("user") : null, bot ?? (message.Text("user") is null ? "app" : null), name, MessageText.Of(message), responseUrl);
    }

    /// <summary>The message as held since the form opened, else as the channel has it; null when it cannot be read.</summary>
    /// <param name="person">Who opened the form.</param>
    /// <param name="threadTs">Root of the thread it is in: replies are read from their thread.</param>
    public async Task<ShownMessage?> FindAsync(string person, string channel, string ts, string? threadTs, CancellationToken cancellationToken)
    {
        if (held.Find(person, channel, ts) is { } known) return known;
        var arguments = new Dictionary<string, string> { ["channel"] = channel, ["latest"] = ts, ["oldest"] = ts, ["inclusive"] = "true", ["limit"] = "2" };
        if (threadTs is not null) arguments["ts"] = threadTs;
        var answer = await SlackPatience.OfAsync(stop => api.ReadAsync(threadTs is null ? "conversations.history" : "conversations.replies", arguments, stop), Patience, time, cancellationToken);
        return answer is SlackOk ok && ok.Body.Items("messages").FirstOrDefault(message => message.Text("ts") == ts) is { ValueKind: JsonValueKind.Object } found ? Of(found, channel) : null;
    }
}
