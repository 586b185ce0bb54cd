using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Asks everybody who answers in the same breath, in the order they were registered.</summary>
internal sealed class SlackReflexes(IEnumerable<ISlackReflex> reflexes)
{
    private readonly ILookup<string, ISlackReflex> byType = reflexes
        .SelectMany(static reflex => reflex.Types.Select(type => (Type: type, Reflex: reflex)))
        .ToLookup(static each => each.Type, static each => each.Reflex, StringComparer.Ordinal);

    /// <summary>Null when none of them has an answer.</summary>
    public async Task<SlackReply?> AnswerAsync(SlackTold told, CancellationToken cancellationToken)
    {
        if (told.IsEvent || !byType.Contains(told.Type)) return null;
        using var document = JsonDocument.Parse(told.Payload);
        foreach (var reflex in byType[told.Type])
            if (await reflex.AnswerAsync(document.RootElement, cancellationToken) is { } reply) return reply;
        return null;
    }
}
