using ChatOps.Bot.Channels.Teams.Connector;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Shows people that what they wrote was kept.</summary>
internal sealed class TeamsAcknowledgement(TeamsConnector connector, TeamsTargets targets, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A Teams that is slow, or takes no reactions, costs the mark and nothing else.</summary>
    public async Task ShowAsync(TeamsSaying said, CancellationToken cancellationToken)
    {
        using var slow = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, slow.Token);
        var target = await targets.OfAsync(said.Channel, said.Place.Conversation.Root, cancellationToken);
        try
        {
            await connector.ReactAsync(target, said.Id, TeamsReactions.Kept, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // too slow: the note is kept all the same
        }
    }
}
