using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Where we are, as activities show it, and where each conversation is called.</summary>
internal sealed class TeamsPlaces(IChatPlaces places, TeamsOptions options, IJobQueue queue)
{
    /// <summary>Keeps where the activity's conversation is called now.</summary>
    /// <param name="isThere">Whether it proves that we are in it; a card can be shown where we are not.</param>
    public async Task RememberAsync(Heard heard, TeamsActivity activity, bool isThere, CancellationToken cancellationToken)
    {
        if (activity.Conversation.Id is { Length: > 0 } id) await RememberAsync(heard, activity, id, activity.ChannelData?.Text("channel", "id") == id ? ChannelName(activity) : null, isThere, cancellationToken);
    }

    /// <param name="conversation">The channel or chat it tells about.</param>
    /// <param name="name">What that is called; null when it does not say.</param>
    /// <param name="isThere">As above.</param>
    public async Task RememberAsync(Heard heard, TeamsActivity activity, string conversation, string? name, bool isThere, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) || !options.MayCall(url)) return;
        var channel = Of(heard, conversation);
        var known = await places.FindAsync(channel, cancellationToken);
        var now = new ChatPlace(channel, Slashed(url), activity.Team ?? known?.Team, name ?? known?.Name, known is { IsClosed: true } && !isThere);
        if (now == known) return;
        await places.SaveAsync(now, cancellationToken);
        if (known is { IsClosed: true } && isThere) await queue.StartLanesAsync(channel.ToString(), cancellationToken);
    }

    /// <summary>We were let in: what waited is sent.</summary>
    public async Task OpenAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken)
    {
        foreach (var place in await OfTeamAsync(heard, activity, cancellationToken))
            if (place.IsClosed) await places.SaveAsync(place with { IsClosed = false }, cancellationToken);
        await RememberAsync(heard, activity, isThere: true, cancellationToken);
        await queue.StartLanesAsync($"{TeamsOptions.Vendor}:{heard.Workspace}/", cancellationToken);
    }

    /// <summary>We were put out, or the team can no longer be written in.</summary>
    public async Task CloseAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken)
    {
        await RememberAsync(heard, activity, isThere: false, cancellationToken);
        var own = await places.FindAsync(Of(heard, activity.Conversation.Id), cancellationToken);
        foreach (var place in (await OfTeamAsync(heard, activity, cancellationToken)).Concat(own is null ? [] : [own]).Distinct())
            if (!place.IsClosed) await places.SaveAsync(place with { IsClosed = true }, cancellationToken);
    }

    public Task ForgetAsync(Heard heard, string conversation, CancellationToken cancellationToken) => places.RemoveAsync(Of(heard, conversation), cancellationToken);

    /// <summary>Why nothing can be said in a channel; null when it can, as far as known.</summary>
    public async Task<string?> WhyNotAsync(ChannelRef channel, CancellationToken cancellationToken) => await places.FindAsync(channel, cancellationToken) is { IsClosed: true }
        ? "I am not here, so the answer could not be shown. Add the app to the team, then ask again."
        : null;

    public static string? ChannelName(TeamsActivity activity) => activity.ChannelData?.Text("channel", "name")?.Replace("\0", "", StringComparison.Ordinal);

    private async Task<IReadOnlyList<ChatPlace>> OfTeamAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken) =>
        activity.Team is { } team ? await places.ListAsync(TeamsOptions.Vendor, heard.Workspace, team, cancellationToken) : [];

    private static ChannelRef Of(Heard heard, string conversation) => new(TeamsOptions.Vendor, heard.Workspace, conversation);

    private static Uri Slashed(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri($"{url.AbsoluteUri}/");
}
