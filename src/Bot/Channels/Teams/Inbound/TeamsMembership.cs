using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>In which channels and chats we are, as Teams tells when that changes.</summary>
internal sealed class TeamsMembership(IChatPlaces places, TeamsOptions options, IJobQueue queue)
{
    /// <summary>Somebody let us in, or a team can be written in again: what waited is sent.</summary>
    public async Task OpenAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken)
    {
        foreach (var place in await OfTeamAsync(heard, activity, cancellationToken))
            if (place.IsClosed) await places.SaveAsync(place with { IsClosed = false }, cancellationToken);
        if (activity.Conversation.Id is { Length: > 0 } id) await KnowAsync(heard, activity, id, null, cancellationToken);
        await StartLanesAsync(new ChannelRef(TeamsOptions.Vendor, heard.Workspace, ""), cancellationToken);
    }

    /// <summary>We were put out, or a team can no longer be written in.</summary>
    public async Task CloseAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken)
    {
        var own = await places.FindAsync(Of(heard, activity.Conversation.Id), cancellationToken);
        foreach (var place in (await OfTeamAsync(heard, activity, cancellationToken)).Concat(own is null ? [] : [own]).Distinct())
            if (!place.IsClosed) await places.SaveAsync(place with { IsClosed = true }, cancellationToken);
    }

    /// <summary>A channel or chat in which something can be said.</summary>
    /// <param name="name">What it is called; null when that is not told.</param>
    public async Task KnowAsync(Heard heard, TeamsActivity activity, string conversation, string? name, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) || !options.MayCall(url)) return;
        var channel = Of(heard, conversation);
        var known = await places.FindAsync(channel, cancellationToken);
        var now = new ChatPlace(channel, TeamsOptions.Slashed(url), activity.Team ?? known?.Team, name?.Replace("\0", "", StringComparison.Ordinal) ?? known?.Name, IsClosed: false);
        if (now != known) await places.SaveAsync(now, cancellationToken);
    }

    public Task ForgetAsync(Heard heard, string conversation, CancellationToken cancellationToken) => places.RemoveAsync(Of(heard, conversation), cancellationToken);

    /// <summary>Somebody spoke to us there, which is possible only where we are: what stopped because we were not may go on.</summary>
    public async Task GoOnAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        if (await places.FindAsync(channel, cancellationToken) is { IsClosed: true } closed) await places.SaveAsync(closed with { IsClosed = false }, cancellationToken);
        await StartLanesAsync(channel, cancellationToken);
    }

    /// <summary>Why nothing can be said in a channel; null when it can, as far as known.</summary>
    public async Task<string?> WhyNotAsync(ChannelRef channel, CancellationToken cancellationToken) => await places.FindAsync(channel, cancellationToken) is { IsClosed: true }
        ? "I am not here, so the answer could not be shown. Add the app to the team, then ask again."
        : null;

    /// <summary>Those whose names begin with the channel's, and so of the whole tenant for one without a name.</summary>
    private async Task StartLanesAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        await queue.StartLanesAsync($"{TeamsOptions.Vendor}:{channel.Workspace}/{channel.Channel}", cancellationToken);
        await queue.StartLanesAsync($"{TeamsAnswers.LanesOf(channel.Workspace)}{channel.Channel}", cancellationToken);
    }

    private async Task<IReadOnlyList<ChatPlace>> OfTeamAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken) =>
        activity.Team is { } team ? await places.ListAsync(TeamsOptions.Vendor, heard.Workspace, team, cancellationToken) : [];

    private static ChannelRef Of(Heard heard, string conversation) => new(TeamsOptions.Vendor, heard.Workspace, conversation);
}
