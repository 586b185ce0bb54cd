
namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Messages that people are about to add to an investigation, for clients that show a message when the dialog opens and not when it is sent. Held in memory while the dialog is open, for the person it was shown to.</summary>
internal sealed class TeamsHeldMessages(TimeProvider time)
{
    private readonly ChatMemory<TeamsShownMessage> held = new(time, TimeSpan.FromHours(1), 500);

    public void Hold(TeamsAsker asker, TeamsShownMessage message) => held.Keep(Key(asker, message.Id), message);

    public TeamsShownMessage? Find(TeamsAsker asker, string message) => held.Find(Key(asker, message));

    private static string Key(TeamsAsker asker, string message) => $"{asker.Person}|{asker.Place}|{message}";
}
