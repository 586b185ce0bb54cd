using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Messages that people are about to add to an investigation. Some clients show a message when the dialog opens and not when it is sent: it is held in memory while the dialog is open, for the person it was shown to.</summary>
internal sealed class TeamsAddMessages(Presence presence, TimeProvider time)
{
    private readonly ChatMemory<TeamsShownMessage> held = new(time, TimeSpan.FromHours(1), 500);

    /// <summary>The one Teams shows; null when it shows none.</summary>
    public TeamsShownMessage? Shown(TeamsAsker asker) => TeamsShownMessage.Of(asker.Value, time.GetUtcNow());

    /// <summary>The dialog about it opens.</summary>
    public void Hold(TeamsAsker asker, TeamsShownMessage message) => held.Keep(Key(asker, message.Id), message);

    /// <summary>The one a dialog that was sent is about: as Teams shows it again, else as it was held; null when neither is known.</summary>
    public TeamsShownMessage? Find(TeamsAsker asker) => Shown(asker) ?? (asker.Data.Text(TeamsFormIds.Message) is { } id ? held.Find(Key(asker, id)) : null);

    /// <summary>What of it can be investigated.</summary>
    public IReadOnlyList<Recognized> SeenIn(TeamsShownMessage message) => Recognizing.In(message.Text, presence.Latest);

    private static string Key(TeamsAsker asker, string message) => $"{asker.Person}|{asker.Place}|{message}";
}
