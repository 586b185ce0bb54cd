using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>"Add to investigation" on a message of anybody, an app's alert too, opens the dialog that asks where it belongs. It needs no right to read the channel.</summary>
internal sealed class TeamsAddDialog(TeamsVisibleThreads visible, TeamsAddMessages messages) : ITeamsReflex
{
    public IReadOnlyList<string> Names { get; } = ["composeExtension/fetchTask"];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        if (TeamsAsker.Of(invoke) is not { } asker || asker.Value.Text("commandId") != TeamsFormIds.AddToInvestigation) return TeamsFormReply.Unknown;
        if (messages.Shown(asker) is not { } message) return TeamsFormReply.Words("Teams did not show the message. Use the action on a message of the channel.");
        return await OpenAsync(asker, message, cancellationToken);
    }

    private async Task<TeamsReply> OpenAsync(TeamsAsker asker, TeamsShownMessage message, CancellationToken cancellationToken)
    {
        var open = await visible.OpenAsync(asker, cancellationToken);
        if (open.Count == 0) return TeamsFormReply.Words(NoneWords(asker));
        messages.Hold(asker, message);
        return TeamsFormReply.Dialog(TeamsAddView.Title, TeamsAddView.Of(new TeamsAddDraft(message, open, Chosen(asker, message, open)?.Id, messages.SeenIn(message))));
    }

    public static string NoneWords(TeamsAsker asker) => asker.IsInChannel
        ? asker.Told($"There is no open investigation in this team that you can see. To begin one, write {TeamsPlace.Slash} and what to look at.")
        : "Investigations are in channels of teams: use the action on a message there.";

    /// <summary>The thread the message is in, else the newest of the channel.</summary>
    private static InvestigationThread? Chosen(TeamsAsker asker, TeamsShownMessage message, IReadOnlyList<InvestigationThread> open)
    {
        var root = message.Root ?? asker.Root ?? message.Id;
        var here = open.Where(thread => thread.Channel == asker.Place).ToList();
        return here.FirstOrDefault(thread => thread.ExternalId == root) ?? here.FirstOrDefault();
    }
}
