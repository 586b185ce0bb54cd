using System.Collections.Concurrent;

namespace ChatOps.Bot.Channels;

/// <summary>Lets each thing be mentioned once, however often it comes: a log that says the same all day is not read.</summary>
/// <param name="most">How many are told apart; what comes after them is not mentioned at all.</param>
internal sealed class ChatSeldom(int most)
{
    private readonly ConcurrentDictionary<string, bool> mentioned = new(StringComparer.Ordinal);

    public bool IsFirst(string what) => mentioned.Count < most && mentioned.TryAdd(what, true);
}
