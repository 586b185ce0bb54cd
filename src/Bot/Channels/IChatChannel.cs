using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>How one chat carries what we say.</summary>
internal interface IChatChannel
{
    /// <summary>web, slack, teams: the first part of a <see cref="ChannelRef"/>.</summary>
    string Vendor { get; }

    ChannelLimits Limits { get; }

    /// <summary>The workspace of channels that are named without one; empty where there are no workspaces.</summary>
    string HomeWorkspace => "";

    /// <summary>Where findings go whose own channel cannot be spoken in; null for the room's channel security.</summary>
    ChannelRef? Fallback => null;

    /// <summary>Brings one message to the state given. May be called again for the same message and version after an unknown outcome; a channel that can look, looks first.</summary>
    Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <param name="Thread">Where.</param>
/// <param name="Message">What, in its newest state. <see cref="ThreadMessage.ExternalId"/> is null for a first post.</param>
/// <param name="Attempt">1 for the first time.</param>
internal sealed record OutgoingMessage(InvestigationThread Thread, ThreadMessage Message, int Attempt)
{
    public Card Card => Message.Card;
}

/// <param name="Gap">Least time between two messages to one channel; zero for none.</param>
/// <param name="StormPerMinute">New findings a channel may be sent within a minute before they are summarised; null when it never storms.</param>
internal sealed record ChannelLimits(TimeSpan Gap, int? StormPerMinute);
