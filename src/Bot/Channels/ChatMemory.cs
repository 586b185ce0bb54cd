using System.Collections.Concurrent;

namespace ChatOps.Bot.Channels;

/// <summary>What a chat said, kept for a while.</summary>
/// <param name="lasts">For how long it is believed.</param>
/// <param name="most">How many are kept at most.</param>
internal sealed class ChatMemory<T>(TimeProvider time, TimeSpan lasts, int most)
    where T : class
{
    private readonly ConcurrentDictionary<string, (T Value, DateTimeOffset At)> kept = new(StringComparer.Ordinal);

    /// <summary>Null when it is unknown or too old to be believed.</summary>
    public T? Find(string key) => kept.TryGetValue(key, out var one) && time.GetUtcNow() - one.At < lasts ? one.Value : null;

    /// <summary>However old it is.</summary>
    public T? FindOld(string key) => kept.TryGetValue(key, out var one) ? one.Value : null;

    public void Keep(string key, T value)
    {
        if (kept.Count >= most) kept.Clear(); // all of it can be asked for again
        kept[key] = (value, time.GetUtcNow());
    }

    public void Forget(string key) => kept.TryRemove(key, out _);
}
