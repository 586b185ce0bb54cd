using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The message a dialog that was sent is about.</summary>
internal sealed class TeamsAddMessages(TeamsHeldMessages held, Presence presence, TimeProvider time)
{
    /// <summary>As Teams shows it again, else as it was shown when the dialog opened, to the same person; null when neither is known.</summary>
    public TeamsShownMessage? Find(TeamsAsker asker) =>
        TeamsShownMessage.Of(asker.Value, time.GetUtcNow()) ?? (asker.Data.Text(TeamsFormIds.Message) is { } id ? held.Find(asker, id) : null);

    /// <summary>What of it can be investigated.</summary>
    public IReadOnlyList<Recognized> SeenIn(TeamsShownMessage message) => Recognizing.In(message.Text, presence.Latest);
}
