using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.Connector;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Puts messages up and changes them.</summary>
internal sealed class TeamsPoster(TeamsConnector connector, TeamsTargets targets, TeamsDoubts doubts)
{
    /// <summary>Stands for the id of a message that Teams took and did not name: it cannot be changed, and nothing can be said below it.</summary>
    public const string Unnamed = "unnamed";

    /// <summary>Says something new: the root of a thread where there are threads, or in the thread.</summary>
    /// <param name="doubt">What is not known of earlier tries.</param>
    public async Task<DeliveryOutcome> PostAsync(OutgoingMessage message, TeamsDoubt doubt, JsonObject activity, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(message, cancellationToken);
        await doubts.SendingAsync(doubt, cancellationToken);
        // Heard to the end even while the host stops: nobody would know what became of a call cut off. All of it is bounded.
        var isThread = target.Conversation is { IsChannel: true, Root: null };
        var answer = isThread ? await connector.CreateThreadAsync(target, activity, CancellationToken.None) : await connector.SendAsync(target, activity, CancellationToken.None);
        if (answer is TeamsOk ok)
        {
            await doubts.ArrivedAsync(doubt, ok.Id ?? Unnamed);
            return new Delivered(ok.Id ?? Unnamed);
        }

        var failed = TeamsErrors.Of(isThread ? "new thread" : "message", answer, isNew: true, isInThread: target.Conversation.Root is not null);
        if (failed.Failure == DeliveryFailure.OutcomeUnknown) return failed with { RetryAfter = doubt.Pause };
        await doubts.RefusedAsync(doubt);
        return failed;
    }

    /// <summary>Changes a message, as often as one likes.</summary>
    public async Task<DeliveryOutcome> EditAsync(OutgoingMessage message, string id, JsonObject activity, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(message, cancellationToken);
        if (message.Message.Kind == Threads.MessageKind.Root && target.Conversation.IsChannel) target = target with { Conversation = target.Conversation with { Root = id } };
        var answer = await connector.EditAsync(target, id, activity, cancellationToken);
        return answer is TeamsOk ? new Delivered(id) : TeamsErrors.Of("edit", answer, isNew: false, isInThread: target.Conversation.Root is not null);
    }

    /// <summary>Chats have no threads, and below a root without a name nothing can be said but beside it.</summary>
    private ValueTask<TeamsTarget> TargetAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var channel = message.Thread.Channel;
        var hasThread = message.Message.Kind != Threads.MessageKind.Root && new TeamsConversation(channel.Channel, null).IsChannel && message.Thread.ExternalId != Unnamed;
        return targets.OfAsync(channel, hasThread ? message.Thread.ExternalId : null, cancellationToken);
    }
}
