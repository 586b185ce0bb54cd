namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Whether an answer could be shown in the channel somebody chose in a form, and to that person: the form lists only what they see, but nothing keeps a client from sending another channel.</summary>
internal sealed class FormPlaces(SlackMembership membership, ChannelSight sight, TimeProvider time)
{
    /// <summary>The form waits for it: longer is as if Slack had not said.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Null when it could, or when Slack did not say in time.</summary>
    public async Task<string?> WhyNotAsync(string channel, string user, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            if (await membership.OfAsync(channel, either.Token) is not { } presence || presence is { IsArchived: false, IsPublic: true }) return null;
            if (presence is { IsArchived: false, IsMember: true }) return await sight.OfAsync(user, cancellationToken) is { } seen && seen.Contains(channel) ? null : "Slack does not say that you are in this channel. Choose another, or send it again in a minute.";
            membership.Forget(channel); // whoever reads this invites the app, and sends the form again at once
            return presence.IsArchived ? "This channel is archived. Choose another." : $"The app is not in this channel. {membership.Invite}, or choose another.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
