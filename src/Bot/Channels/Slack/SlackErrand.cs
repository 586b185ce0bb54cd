using System.Globalization;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>One message on its way to Slack: where it goes, and what Slack is known to have of it.</summary>
/// <param name="kept">What earlier deliveries and earlier tries of this one recorded.</param>
internal sealed class SlackErrand(OutgoingMessage outgoing, IReadOnlyList<DeliveredPart> kept, SlackDoubts doubts)
{
    private readonly Dictionary<string, DeliveredPart> kept = kept.ToDictionary(static part => part.Part, StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);
    private readonly DateTimeOffset? settlesAt = doubts.SettlesAt(outgoing.Message.Id, outgoing.Attempt);

    public ThreadMessage Message => outgoing.Message;

    public Card Card => outgoing.Card;

    public int Attempt => outgoing.Attempt;

    public string Channel => outgoing.Thread.Channel.Channel;

    public bool IsRoot => Message.Kind == MessageKind.Root;

    /// <summary>Nothing of it has been seen in Slack.</summary>
    public bool IsFirst => FirstTs is null;

    /// <summary>Posted a second time, since what stood there is gone: Slack's own record of it says something else until this one ends.</summary>
    public bool IsPostedAnew { get; private set; }

    /// <summary>ts of the first part; null while there is none. What was recorded on the way is newer than what was recorded at the end.</summary>
    public string? FirstTs => kept.TryGetValue(PartName(1), out var part) ? part.ExternalId : Message.ExternalId is { } ts && !gone.Contains(ts) ? ts : null;

    /// <summary>The thread that parts after the first and files go to.</summary>
    public string? ThreadTs => IsRoot ? FirstTs : outgoing.Thread.ExternalId;

    /// <summary>Words instead of blocks, after those were refused.</summary>
    public string? Form { get; set; }

    /// <summary>What a part is marked with that needs nothing more.</summary>
    public string Mark => Form is null ? Message.Version.ToString(CultureInfo.InvariantCulture) : $"{Message.Version.ToString(CultureInfo.InvariantCulture)} {Form}";

    public IEnumerable<DeliveredPart> Kept => kept.Values;

    /// <summary>Whether an earlier try may have brought it, or a part of it, to where nobody recorded it. What this one does is known to it.</summary>
    public bool MayBeThere => settlesAt is not null;

    /// <summary>How long what the earlier try sent may still be under way, so that a look would come too early; null when it can be looked.</summary>
    public TimeSpan? Unsettled => settlesAt is { } at && doubts.Until(at) is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>Looks once in each place.</summary>
    /// <returns>False when it has been looked there.</returns>
    public bool IsToLook(string? threadTs) => MayBeThere && !looked.Contains(threadTs ?? "");

    public void HasLooked(string? threadTs) => looked.Add(threadTs ?? "");

    public void Sending() => doubts.Sending(Message.Id);

    public void Failed(DeliveryFailure failure) => doubts.Failed(Message.Id, failure);

    public void Settled() => doubts.Settled(Message.Id);

    public static string PartName(int number) => string.Create(CultureInfo.InvariantCulture, $"part:{number}");

    public DeliveredPart? Find(string part) => kept.GetValueOrDefault(part);

    /// <summary>A part of the message as Slack has it; null when it has none. Of a message brought out before nothing is taken for granted: it is brought again because something of it is missing.</summary>
    public DeliveredPart? Part(int number)
    {
        var part = Find(PartName(number)) ?? (number == 1 && FirstTs is { } ts ? new DeliveredPart(Message.Id, PartName(1), ts, "") : null);
        return Message.SentVersion >= Message.Version && part is not null && !IsPostedAnew ? part with { Mark = "" } : part;
    }

    public void Keep(DeliveredPart part) => kept[part.Part] = part;

    public void Remove(string part) => kept.Remove(part);

    public bool IsGone(string ts) => gone.Contains(ts);

    /// <summary>Somebody deleted it, or it cannot be changed any more.</summary>
    /// <returns>What followed a root under it, and has to follow the new one.</returns>
    public IReadOnlyList<string> Lose(int number, string ts)
    {
        gone.Add(ts);
        kept.Remove(PartName(number));
        if (number > 1) return [];
        IsPostedAnew = true;
        if (!IsRoot) return [];
        var followers = kept.Keys.Where(static part => !part.StartsWith("chart:", StringComparison.Ordinal)).ToList();
        foreach (var follower in followers) kept.Remove(follower);
        return followers;
    }
}
