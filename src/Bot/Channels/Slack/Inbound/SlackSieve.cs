namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Which messages are ours to keep, by what is seen before they are stored: what is said outside our threads is dropped unread. Pure.</summary>
internal static class SlackSieve
{
    public static ChatSifted Sift(SlackTold told, SlackOurselves ourselves, DateTimeOffset now)
    {
        if (told.Type is SlackTold.ReactionAdded or SlackTold.ReactionRemoved) return OfReaction(told.Glance, ourselves);
        if (told.Type is not (SlackTold.Message or SlackTold.Mention)) return new ChatKept();
        var seen = told.Glance;
        if (IsByBot(seen.Event, ourselves) || IsByBot(seen.Message, ourselves) || IsByBot(seen.Previous, ourselves)) return new ChatDropped();
        if (told.Type is SlackTold.Mention) return new ChatKept();
        var (ts, threadTs) = seen.Event.Subtype switch
        {
            "message_changed" => (seen.Message.Ts, seen.Message.ThreadTs ?? seen.Previous.ThreadTs),
            "message_deleted" => (seen.Previous.Ts, seen.Previous.ThreadTs),
            var subtype when IsSaid(subtype) => (seen.Event.Ts, seen.Event.ThreadTs),
            _ => (null, null),
        };
        if (ts is null || seen.Event.Channel is null) return new ChatDropped();
        if (threadTs is not null && threadTs != ts) return new ChatDependsOnThread(threadTs, MayBeOurs(threadTs, seen.Event.ParentUser, ourselves, now));
        return IsSaid(seen.Event.Subtype) && IsDirect(seen.Event) ? new ChatKept() : new ChatDropped();
    }

    /// <summary>Whether a message with this subtype is something a person said; joins, topics and the like are not.</summary>
    public static bool IsSaid(string? subtype) => subtype is null or "thread_broadcast" or "file_share" or "me_message";

    public static bool IsDirect(SlackGlimpse message) => message.ChannelType == "im" || (message.ChannelType is null && message.Channel!.StartsWith('D'));

    /// <summary>Nothing follows from other reactions than these.</summary>
    private static ChatSifted OfReaction(SlackGlance seen, SlackOurselves ourselves) =>
        seen is { Event.Reaction: { } name, Message: { Type: "message", Channel: not null, Ts: { } ts } } && SlackKeys.Names.Contains(name) && !IsByBot(seen.Event, ourselves) ? new ChatDependsOnNote(ts) : new ChatDropped();

    private static bool IsByBot(SlackGlimpse message, SlackOurselves ourselves) =>
        message.BotId is not null || message.Subtype == "bot_message" || (message.User is not null && message.User == ourselves.BotUser);

    /// <summary>Whether a thread our store does not know may be one of ours all the same: its root has only just been delivered.</summary>
    private static bool MayBeOurs(string threadTs, string? rootIsBy, SlackOurselves ourselves, DateTimeOffset now) =>
        (rootIsBy is null || rootIsBy == ourselves.BotUser) && SlackTs.At(threadTs) is { } root && (now - root).Duration() < ChatThreads.RootIsYoung;
}
