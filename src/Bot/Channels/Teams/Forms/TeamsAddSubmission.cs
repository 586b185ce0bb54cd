using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The dialog "Add to investigation" was sent: the message becomes a note of the thread, under its author's name and with who added it; what was ticked is looked at in the thread.</summary>
internal sealed class TeamsAddSubmission(TeamsVisibleThreads visible, NoteDesk notes, CommandDesk desk, TeamsAddMessages messages) : ITeamsReflex
{
    public IReadOnlyList<string> Names { get; } = ["composeExtension/submitAction"];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        if (TeamsAsker.Of(invoke) is not { } asker || asker.Value.Text("commandId") != TeamsFormIds.AddToInvestigation) return TeamsFormReply.Unknown;
        if (messages.Find(asker) is not { } message) return TeamsFormReply.Words("It is not known any more which message was meant. Use the action on the message again.");
        return await AddAsync(asker, message, cancellationToken);
    }

    private async Task<TeamsReply> AddAsync(TeamsAsker asker, TeamsShownMessage message, CancellationToken cancellationToken)
    {
        if (asker.Entered(TeamsFormIds.Thread) is not { } id) return await AgainAsync(asker, message, "Choose an investigation.", cancellationToken);
        if (await visible.FindAsync(new ThreadId(id), asker, cancellationToken) is not { } thread) return await AgainAsync(asker, message, "There is no such investigation any more, or you cannot see it.", cancellationToken);
        if (message.Text.Length == 0) return await AgainAsync(asker, message, "Nothing in the message can be read as text; write a note about it instead.", cancellationToken);
        var kept = await notes.AddAsync(NoteOf(asker, message, thread), cancellationToken);
        if (kept.Note is null) return await AgainAsync(asker, message, kept.Why ?? "The note cannot be kept.", cancellationToken);
        var refused = await LookAsync(asker, message, thread, cancellationToken);
        return Done($"Added to the investigation: {thread.Title}", refused, thread);
    }

    /// <returns>What could not be looked at, in words.</returns>
    private async Task<IReadOnlyList<string>> LookAsync(TeamsAsker asker, TeamsShownMessage message, InvestigationThread thread, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        foreach (var one in TeamsAddView.Ticked(messages.SeenIn(message), asker.Entered(TeamsFormIds.Open)))
        {
            // the same message added again, by whomever, asks nothing anew
            var command = new TypedCommand(thread.Channel, thread.Id, asker.Person, $"/{Verb.Investigate} {one.What}") { Once = $"teams-look/{Digest($"{asker.Place}/{message.Id}/{thread.Id}/{asker.Person}/{one.What}")}" };
            var receipt = await desk.TakeAsync(command, cancellationToken);
            if (receipt is { Thread: null, Text: { } why }) refused.Add($"{one.Kind} {one.Name}: {asker.Told(why)}");
        }

        return refused;
    }

    private async Task<TeamsReply> AgainAsync(TeamsAsker asker, TeamsShownMessage message, string wrong, CancellationToken cancellationToken)
    {
        var open = await visible.OpenAsync(asker, cancellationToken);
        if (open.Count == 0) return TeamsFormReply.Words(TeamsAddDialog.NoneWords(asker));
        ThreadId? chosen = asker.Entered(TeamsFormIds.Thread) is { } id ? new ThreadId(id) : null;
        return TeamsFormReply.Dialog(TeamsAddView.Title, TeamsAddView.Of(new TeamsAddDraft(message, open, chosen, messages.SeenIn(message), asker.Entered(TeamsFormIds.Open), wrong)));
    }

    private static TeamsReply Done(string words, IReadOnlyList<string> refused, InvestigationThread thread)
    {
        var body = new JsonArray(TeamsElements.Text(TeamsText.Literal(words)));
        foreach (var why in refused) body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal(why), isSubtle: true));
        JsonArray actions = TeamsLinks.Of(thread) is { } link ? [TeamsActions.OpenUrl("Open the thread", link.AbsoluteUri)] : [];
        return TeamsFormReply.Dialog(TeamsAddView.Title, TeamsElements.Card(body, actions));
    }

    private static NewNote NoteOf(TeamsAsker asker, TeamsShownMessage message, InvestigationThread thread)
    {
        var link = asker.IsInChannel ? TeamsLinks.Of(asker.Place, message.Id, message.Root) : null;
        return new NewNote(thread.Id, message.Author, ChatNotes.Added(message.Text, asker.Person, link?.AbsoluteUri ?? "a chat"))
        {
            Id = IdOf(asker, message, thread),
            WrittenAt = message.WrittenAt,
            AddedBy = asker.Person,
            Link = link,
            IsElsewhere = !IsIn(asker, message, thread),
        };
    }

    /// <summary>Whether it was written in the thread itself.</summary>
    private static bool IsIn(TeamsAsker asker, TeamsShownMessage message, InvestigationThread thread) =>
        asker.Place == thread.Channel && thread.ExternalId is { } root && (message.Root ?? asker.Root) == root;

    /// <summary>The same message in the same thread is the same note, whoever adds it again; what was written in the thread is the note it is, or would be, where we hear it.</summary>
    private static MessageId IdOf(TeamsAsker asker, TeamsShownMessage message, InvestigationThread thread) =>
        IsIn(asker, message, thread)
            ? ChatNotes.IdOf(thread.Channel, message.Id)
            : ChatNotes.IdOf($"teams-added/{asker.Place}/{message.Id}/{thread.Id}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
