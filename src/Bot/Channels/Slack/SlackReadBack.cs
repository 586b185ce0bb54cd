using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Looks in a channel or a thread for what an earlier try may have left there. An answer that cannot be understood is a failed look, never an empty one: the message would be posted twice.</summary>
internal sealed class SlackReadBack(SlackApi api, SlackIdentity identity, SlackMembership membership)
{
    /// <summary>Type of the metadata that every message of ours carries. It is kept by Slack: it never changes.</summary>
    public const string EventType = "chatops_message";

    private const int MostPages = 40;
    private const int PageSize = 200;

    // Slack's clock is not ours.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>What of the message is there.</summary>
    /// <param name="threadTs">The thread to look in; null for the channel itself.</param>
    public Task<SlackFound> MessagesAsync(string channel, string? threadTs, ThreadMessage message, CancellationToken cancellationToken) =>
        LookAsync(channel, threadTs, message.At, each => IsOurs(each) ? Trace(each, message.Id) : null, cancellationToken);

    /// <summary>Whether a file of this name was shared in the thread.</summary>
    public Task<SlackFound> FileAsync(string channel, string threadTs, string name, DateTimeOffset since, CancellationToken cancellationToken) =>
        LookAsync(channel, threadTs, since, each => IsOurs(each) && HasFile(each, name) && each.Text("ts") is { } ts ? new SlackTrace(0, 0, ts) : null, cancellationToken);

    private async Task<SlackFound> LookAsync(string channel, string? threadTs, DateTimeOffset since, Func<JsonElement, SlackTrace?> read, CancellationToken cancellationToken)
    {
        var found = new List<SlackTrace>();
        var method = threadTs is null ? "conversations.history" : "conversations.replies";
        var cursor = "";
        var hasJoined = false;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.ReadAsync(method, Arguments(channel, threadTs, since, cursor), cancellationToken);
            if (answer is SlackRefused { Error: "not_in_channel" } && !hasJoined)
            {
                hasJoined = true;
                if (await membership.JoinAsync(channel, cancellationToken) is { } outside) return new SlackFound(Blind(outside), found);
                continue;
            }

            if (answer is not SlackOk ok) return new SlackFound(Blind(SlackErrors.Of(method, answer)), found);
            if (!ok.Body.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
                return new SlackFound(new NotDelivered(DeliveryFailure.Unavailable, $"{method}: the answer holds no messages"), found);
            found.AddRange(messages.EnumerateArray().Where(static each => each.ValueKind == JsonValueKind.Object).Select(read).OfType<SlackTrace>());
            if (ok.Body.Text("response_metadata", "next_cursor") is not { } next) return new SlackFound(null, found);
            cursor = next;
        }

        return new SlackFound(new NotDelivered(DeliveryFailure.Unknown, $"{method}: more than {MostPages * PageSize} messages since {since:u}, too many to look whether it was posted before"), found);
    }

    private static List<KeyValuePair<string, string>> Arguments(string channel, string? threadTs, DateTimeOffset since, string cursor)
    {
        List<KeyValuePair<string, string>> arguments =
        [
            new("channel", channel),
            new("oldest", string.Create(CultureInfo.InvariantCulture, $"{(since - Before).ToUnixTimeSeconds()}.000000")),
            new("include_all_metadata", "true"),
            new("limit", PageSize.ToString(CultureInfo.InvariantCulture)),
        ];
        if (threadTs is not null) arguments.Add(new("ts", threadTs));
        if (cursor.Length > 0) arguments.Add(new("cursor", cursor));
        return arguments;
    }

    /// <summary>A look that is refused for good stops the lane until somebody gives us the right to look: posting blindly might double, giving up would lose.</summary>
    private static NotDelivered Blind(NotDelivered failed) => failed.Failure switch
    {
        DeliveryFailure.OutcomeUnknown => failed with { Failure = DeliveryFailure.Unavailable, RetryAfter = null },
        DeliveryFailure.CredentialRevoked or DeliveryFailure.DestinationGone =>
            failed with { Detail = $"{failed.Detail}. An earlier try may have arrived and this cannot be looked up, so it is not sent again; give the app the right to read the channel's history, then resend" },
        _ => failed,
    };

    /// <summary>Metadata can be written by any app, so it counts on messages of ours only.</summary>
    private bool IsOurs(JsonElement message) => message.Text("user") == identity.BotUser || (identity.BotId.Length > 0 && message.Text("bot_id") == identity.BotId);

    private static SlackTrace? Trace(JsonElement message, MessageId id)
    {
        if (message.Member("metadata") is not { } metadata || metadata.Text("event_type") != EventType) return null;
        if (metadata.Member("event_payload") is not { } payload || payload.Text("id") != id.Value) return null;
        return message.Text("ts") is { } ts && payload.Number("part") is { } part && payload.Number("version") is { } version ? new SlackTrace((int)part, version, ts) : null;
    }

    private static bool HasFile(JsonElement message, string name) => message.Items("files").Any(file => file.Text("name") == name);
}

/// <param name="Failed">Why nobody could look; null when all was seen.</param>
internal sealed record SlackFound(NotDelivered? Failed, IReadOnlyList<SlackTrace> Traces);

/// <summary>A message of ours as it stands in Slack.</summary>
internal sealed record SlackTrace(int Part, long Version, string Ts);
