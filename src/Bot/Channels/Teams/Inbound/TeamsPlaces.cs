using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Remembers where Teams is called for each conversation: it says so with every activity, and only then. Written when it changed.</summary>
internal sealed class TeamsPlaces(IChatPlaces places, TimeProvider time)
{
    private const int MostRemembered = 10_000;

    // What others write meanwhile, such as that we were removed, is seen when this is over.
    private readonly ChatMemory<ChatPlace> remembered = new(time, TimeSpan.FromMinutes(10), MostRemembered);

    public async ValueTask RememberAsync(TeamsLetIn entry, TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.Conversation.Id is not { Length: > 0 } id) return;
        var conversation = new ChannelRef(TeamsOptions.Vendor, entry.Tenant, id);
        var key = conversation.ToString();
        // Somebody speaks to us there. What adds and removes us is told to its listener, who writes it down.
        var isOpen = activity.Type is TeamsSieve.Message or TeamsSieve.Invoke;
        if (isOpen && remembered.Find(key) is { } before && Seen(before, entry, activity) == before) return;
        var known = await places.FindAsync(conversation, cancellationToken);
        var seen = Seen(known ?? new ChatPlace(conversation, entry.ServiceUrl, null, null, IsClosed: false), entry, activity);
        // A card, and so its button, is also shown where we are not.
        if (activity.Type == TeamsSieve.Message) seen = seen with { IsClosed = false };
        if (seen != known) await places.SaveAsync(seen, cancellationToken);
        if (isOpen) remembered.Keep(key, seen);
        else remembered.Forget(key);
    }

    /// <summary>What it does not say this time is as it was.</summary>
    private static ChatPlace Seen(ChatPlace known, TeamsLetIn entry, TeamsActivity activity) => known with
    {
        ServiceUrl = entry.ServiceUrl,
        Team = activity.Team ?? known.Team,
        // What happens to a channel is told in another one.
        Name = ((activity.ChannelData?.Text("channel", "id") == known.Conversation.Channel ? activity.ChannelData?.Text("channel", "name") : null) ?? activity.Raw.Text("conversation", "name"))?.Replace("\0", "", StringComparison.Ordinal) ?? known.Name,
    };
}
