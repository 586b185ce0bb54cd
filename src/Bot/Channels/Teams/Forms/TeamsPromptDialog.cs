using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Buttons that want to know something first: a dialog asks, and what was entered is taken or refused in the same breath.</summary>
internal sealed class TeamsPromptDialog(IThreadStore threads, CommandDesk desk, Readers readers) : ITeamsReflex
{
    private const string Fetch = "task/fetch";

    private const string Submit = "task/submit";

    private static readonly TeamsReply Gone = TeamsFormReply.Words("The button is not there any more: its card has changed. Close this and use the card as it is now.");

    public IReadOnlyList<string> Names { get; } = [Fetch, Submit];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        if (TeamsAsker.Of(invoke) is not { } asker || asker.Data.Text(TeamsButtons.Press) is not { } id) return Gone;
        return new TeamsActivity(invoke.Payload).Name == Fetch ? await OpenAsync(asker, id, cancellationToken) : await TakeAsync(invoke, asker, id, cancellationToken);
    }

    private async Task<TeamsReply> OpenAsync(TeamsAsker asker, string id, CancellationToken cancellationToken)
    {
        if (await threads.FindButtonAsync(id, cancellationToken) is not { Button.Asks: true } kept || await threads.FindAsync(kept.Thread, cancellationToken) is not { } thread) return Gone;
        var may = await readers.MayAsync(asker.Person, kept.Button.Action.Verb, thread.Channel, thread.Id.Value, cancellationToken);
        return may.Allowed ? TeamsFormReply.Dialog(kept.Button.Name, TeamsPromptView.Of(kept)) : TeamsFormReply.Words(may.Why!);
    }

    private async Task<TeamsReply> TakeAsync(Heard invoke, TeamsAsker asker, string id, CancellationToken cancellationToken)
    {
        if (await threads.FindButtonAsync(id, cancellationToken) is not { Button.Asks: true } kept || await threads.FindAsync(kept.Thread, cancellationToken) is null) return Gone;
        var (chosen, typed) = (asker.Entered(TeamsButtons.Choice), asker.Entered(TeamsButtons.Value));
        if (kept.Button.Choices is not null && CardChoices.WhyNot(kept.Button, CardChoices.Joined(chosen, typed)) is { } whyNot) return Again(kept, chosen, typed, whyNot);
        if ((kept.Button.Choices is null ? typed : CardChoices.Joined(chosen, typed)) is not { } value) return Again(kept, null, null, "Enter something first.");
        var receipt = await desk.TakeAsync(new PressedButton(kept.Thread, asker.Person, id, value) { Once = invoke.Once }, cancellationToken);
        if (receipt is { Thread: null, Text: { } refusal }) return Again(kept, chosen, typed, asker.Told(refusal));
        return receipt.Text is { } words ? TeamsFormReply.Words(asker.Told(words)) : TeamsFormReply.Nothing; // what follows stands in the thread
    }

    private static TeamsReply Again(KeptButton kept, string? chosen, string? typed, string wrong) => TeamsFormReply.Dialog(kept.Button.Name, TeamsPromptView.Of(kept, chosen, typed, wrong));
}
