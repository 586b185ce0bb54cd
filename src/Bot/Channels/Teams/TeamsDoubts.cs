using System.Globalization;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Which messages Teams may have although nobody said so. Nothing in Teams can be read back and nothing sent twice is known there as the same, so a mark is kept before a message leaves;
/// its record removes it. Whoever finds one sends again, and says so in the message.</summary>
internal sealed class TeamsDoubts(IDeliveredParts parts)
{
    /// <summary>Kept with a message that was sent again: it may have a twin as long as it stands.</summary>
    private const string Twice = "twice";

    public async Task<TeamsDoubt> OfAsync(MessageId message, CancellationToken cancellationToken)
    {
        var kept = await parts.OfAsync(message, cancellationToken);
        var open = kept.FirstOrDefault(static part => part.Part == DeliveredPart.Sending) is { } mark && int.TryParse(mark.Mark, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return new TeamsDoubt(message, open, kept.Any(static part => part.Part == Twice));
    }

    /// <summary>A request is about to leave: from now on nobody knows.</summary>
    public Task SendingAsync(TeamsDoubt doubt, CancellationToken cancellationToken) => KeepAsync(doubt, doubt.Open + 1, cancellationToken);

    /// <summary>It was refused. What is not known of earlier ones stays unknown.</summary>
    public Task RefusedAsync(TeamsDoubt doubt) =>
        doubt.Open == 0 ? parts.RemoveAsync(doubt.Message, DeliveredPart.Sending, CancellationToken.None) : KeepAsync(doubt, doubt.Open, CancellationToken.None);

    /// <summary>It is there. That it was sent again is remembered before the record removes the mark.</summary>
    public async Task ArrivedAsync(TeamsDoubt doubt, string id)
    {
        if (doubt is { Open: > 0, IsTold: false }) await parts.RecordAsync(new DeliveredPart(doubt.Message, Twice, id, ""), CancellationToken.None);
    }

    private Task KeepAsync(TeamsDoubt doubt, int open, CancellationToken cancellationToken) =>
        parts.RecordAsync(new DeliveredPart(doubt.Message, DeliveredPart.Sending, "", open.ToString(CultureInfo.InvariantCulture)), cancellationToken);
}

/// <summary>What is not known of a message.</summary>
/// <param name="Open">How often it was sent without anybody's learning what became of it.</param>
/// <param name="IsTold">Whether what stands says that it may stand twice.</param>
internal sealed record TeamsDoubt(MessageId Message, int Open, bool IsTold)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public bool MayBeTwice => Open > 0 || IsTold;

    /// <summary>How long to wait before it is sent once more, after one more try of which nothing was learned.</summary>
    public TimeSpan Pause => First * Math.Pow(2, Math.Min(Open, 10)) is var pause && pause < Longest ? pause : Longest;
}
