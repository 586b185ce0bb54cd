using System.Collections.Concurrent;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Messages that people are about to add to an investigation: Slack shows a message when the form opens and not when it is sent.
/// They are held in memory while the form is open; after a restart the message is read from the channel again.</summary>
internal sealed class HeldMessages(TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Person, string Channel, string Ts), (ShownMessage Message, DateTimeOffset At)> held = new();

    /// <param name="person">Who it was shown to: the answer goes to them, and to nobody else who opened the form on the same message.</param>
    public void Hold(string person, ShownMessage message)
    {
        var now = time.GetUtcNow();
        foreach (var old in held.Where(each => now - each.Value.At > Kept)) held.TryRemove(old);
        if (held.Count < Most) held[(person, message.Channel, message.Ts)] = (message, now);
    }

    public ShownMessage? Find(string person, string channel, string ts) => held.TryGetValue((person, channel, ts), out var found) ? found.Message : null;
}

/// <summary>A message of anybody, as Slack shows it.</summary>
/// <param name="ThreadTs">Root of the thread it is in; null outside of one.</param>
/// <param name="User">Who wrote it; null for an app.</param>
/// <param name="Bot">The app that wrote it; null for a person.</param>
/// <param name="BotName">What the app calls itself; untrusted text.</param>
/// <param name="ResponseUrl">Where the person who used a shortcut on it can be answered; null for none.</param>
/// <param name="Text">All that can be read in it; untrusted text.</param>
internal sealed record ShownMessage(string Channel, string Ts, string? ThreadTs, string? User, string? Bot, string? BotName, string Text, string? ResponseUrl);
