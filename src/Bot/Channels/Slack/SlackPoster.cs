using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Puts messages up, changes them and takes them down, one at a time and never too fast.</summary>
internal sealed class SlackPoster(SlackApi api, SlackPace pace, SlackMembership membership, SlackDoubts doubts)
{
    /// <summary>Posts, after joining the channel where that is what is missing.</summary>
    /// <param name="message">Ours, of which this is a part: from the moment the request leaves it is in doubt.</param>
    /// <param name="body">Arguments of chat.postMessage.</param>
    public async Task<DeliveryOutcome> PostAsync(MessageId message, string channel, JsonObject body, CancellationToken cancellationToken)
    {
        var outcome = await PostOnceAsync(message, channel, body, cancellationToken);
        if (outcome is not NotDelivered { Failure: DeliveryFailure.DestinationGone } failed) return outcome;
        if (Says(failed, "channel_not_found")) return failed with { Detail = $"{failed.Detail}: {channel} is no channel of this workspace, or a private one without the app. {membership.Invite}; what waits is sent then" };
        if (!Says(failed, "not_in_channel")) return outcome;
        return await membership.JoinAsync(channel, cancellationToken) ?? await PostOnceAsync(message, channel, body, cancellationToken);
    }

    /// <summary>Changes a message to what the arguments of chat.update say; as often as one likes.</summary>
    public async Task<DeliveryOutcome> UpdateAsync(string channel, string ts, JsonObject body, CancellationToken cancellationToken)
    {
        if (await pace.TurnAsync(channel, cancellationToken) is { } later) return later;
        return await api.CallAsync("chat.update", body, cancellationToken) is var answer && answer is SlackOk ? new Delivered(ts) : SlackErrors.Of("chat.update", answer);
    }

    /// <summary>Takes a message of ours down; one that is gone already is fine.</summary>
    /// <returns>Null when it is gone.</returns>
    public async Task<NotDelivered?> DeleteAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        if (await pace.TurnAsync(channel, cancellationToken) is { } later) return later;
        var answer = await api.CallAsync("chat.delete", new JsonObject { ["channel"] = channel, ["ts"] = ts }, cancellationToken);
        return answer is SlackOk or SlackRefused { Error: "message_not_found" or "cant_delete_message" } ? null : SlackErrors.Of("chat.delete", answer);
    }

    private async Task<DeliveryOutcome> PostOnceAsync(MessageId message, string channel, JsonObject body, CancellationToken cancellationToken)
    {
        if (await pace.TurnAsync(channel, cancellationToken) is { } later)
        {
            doubts.NotSent(message);
            return later;
        }

        cancellationToken.ThrowIfCancellationRequested();
        doubts.Sending(message);
        // Heard to the end even while the host stops: nobody would know what became of a call cut off, and who takes the lane over at once may look before Slack shows it.
        var answer = await api.CallAsync("chat.postMessage", body, CancellationToken.None);
        if (answer is SlackUnknown) cancellationToken.ThrowIfCancellationRequested();
        if (answer is SlackOk ok && ok.Text("ts") is { Length: > 0 } ts) return new Delivered(ts);
        var failed = answer is SlackOk ? new NotDelivered(DeliveryFailure.OutcomeUnknown, "chat.postMessage: the answer names no ts", SlackErrors.Settling) : SlackErrors.Of("chat.postMessage", answer);
        doubts.Failed(message, failed.Failure);
        return failed;
    }

    private static bool Says(NotDelivered failed, string error) => failed.Detail.Contains(error, StringComparison.Ordinal);
}
