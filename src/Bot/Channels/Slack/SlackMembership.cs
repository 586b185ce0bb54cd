using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Whether the bot is in a channel, and getting into public ones.</summary>
internal sealed class SlackMembership(SlackApi api, SlackIdentity identity, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ChatMemory<SlackPresence> kept = new(time, TimeSpan.FromMinutes(1), 1000);

    /// <summary>Null when Slack did not say, or not in time: somebody waits for it.</summary>
    public async Task<SlackPresence?> OfAsync(string channel, CancellationToken cancellationToken)
    {
        if (kept.Find(channel) is { } known) return known;
        var presence = await SlackPatience.OfAsync(stop => api.ReadAsync("conversations.info", [new("channel", channel)], stop), Patience, time, cancellationToken) switch
        {
            SlackOk ok when ok.Body.Member("channel") is { ValueKind: JsonValueKind.Object } told => Read(told),
            // Slack says the same of private channels we are not in as of those that never were.
            SlackRefused { Error: "channel_not_found" } => new SlackPresence(IsMember: false, IsPublic: false, IsArchived: false),
            _ => null,
        };
        if (presence is not null) kept.Keep(channel, presence);
        return presence;
    }

    /// <summary>What is known of the channel is asked again: somebody joined or left.</summary>
    public void Forget(string channel) => kept.Forget(channel);

    /// <summary>Joins a public channel.</summary>
    /// <returns>Null when we are in; else why not, in words for the operator.</returns>
    public async Task<NotDelivered?> JoinAsync(string channel, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync("conversations.join", new JsonObject { ["channel"] = channel }, cancellationToken);
        if (answer is SlackOk)
        {
            Forget(channel);
            return null;
        }

        if (answer is not SlackRefused refused) return SlackErrors.Of("conversations.join", answer) with { Failure = DeliveryFailure.Unavailable };
        return SlackErrors.ClassOf(refused.Error) is DeliveryFailure.RateLimited
            ? SlackErrors.Of("conversations.join", answer)
            : new NotDelivered(DeliveryFailure.DestinationGone, $"not_in_channel, and it cannot be joined ({refused}). {Invite}; what waits is sent then");
    }

    /// <summary>What somebody has to type in a channel so that we can speak there.</summary>
    public string Invite => identity.Handle is { Length: > 0 } handle ? $"Invite the app: /invite @{handle} in the channel" : "Invite the app with /invite in the channel";

    private static SlackPresence Read(JsonElement channel) => new(channel.Is("is_member") || channel.Is("is_im"), !channel.Is("is_private") && !channel.Is("is_im") && !channel.Is("is_mpim"), channel.Is("is_archived"));
}

/// <param name="IsPublic">Anybody of the workspace may read it, and we may join it.</param>
internal sealed record SlackPresence(bool IsMember, bool IsPublic, bool IsArchived);
