using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Speaking: commands, notes and their edits, buttons, completion. Every answer is given before any evidence is read.</summary>
internal static class SpeechEndpoints
{
    private const string Mention = "@bot";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/commands", CommandAsync).Accepts<RoomCommand>("application/json");
        api.MapPost("/threads/{id}/messages", SayAsync).Accepts<RoomSaying>("application/json");
        api.MapPut("/threads/{id}/messages/{message}", EditAsync).Accepts<RoomSaying>("application/json");
        api.MapDelete("/threads/{id}/messages/{message}", RemoveAsync);
        api.MapPost("/threads/{id}/messages/{message}/key", KeyAsync).Accepts<RoomKey>("application/json");
        api.MapPost("/threads/{id}/actions", PressAsync).Accepts<RoomPress>("application/json");
        api.MapGet("/completions", CompleteAsync);
    }

    private static async Task<Results<Accepted<RoomReceipt>, ProblemHttpResult>> CommandAsync(HttpRequest request, CommandDesk desk, CancellationToken cancellationToken)
    {
        var (body, wrong) = await RoomBody.ReadAsync(request, RoomJson.Default.RoomCommand);
        if (body is null) return wrong!;
        var (channel, wrongChannel) = RoomBody.Channel(body.Channel);
        var (text, wrongText) = RoomBody.Text(body.Text);
        var (person, wrongPerson) = RoomBody.Person(body.As);
        if ((wrongChannel ?? wrongText ?? wrongPerson) is { } refused) return RoomProblem.Bad(refused);
        var receipt = await desk.TakeAsync(new TypedCommand(channel, null, person!, text), cancellationToken);
        return TypedResults.Accepted((string?)null, Receipt(receipt));
    }

    private static async Task<Results<Accepted<RoomSaid>, ProblemHttpResult>> SayAsync(
        string id, HttpRequest request, IThreadStore threads, CommandDesk commands, NoteDesk notes, WebChannel pages, CancellationToken cancellationToken)
    {
        var (body, wrong) = await RoomBody.ReadAsync(request, RoomJson.Default.RoomSaying);
        if (body is null) return wrong!;
        var (text, wrongText) = RoomBody.Text(body.Text, NoteDesk.Longest);
        var (person, wrongPerson) = RoomBody.Person(body.As);
        if ((wrongText ?? wrongPerson) is { } refused) return RoomProblem.Bad(refused);
        if (await threads.FindAsync(new ThreadId(id), cancellationToken) is not { } thread) return RoomProblem.NoThread(id);
        var typed = IsMention(text) ? CommandText.Read(text) : new TypedText(text);
        if (typed is TypedVerb { Verb: not Verb.Note })
        {
            var receipt = Receipt(await commands.TakeAsync(new TypedCommand(thread.Channel, thread.Id, person!, text), cancellationToken));
            return TypedResults.Accepted((string?)null, new RoomSaid(null, receipt.Thread, receipt.Text, receipt.Choices));
        }

        var words = typed is TypedText said ? said.Text : ((TypedVerb)typed).Argument;
        var kept = await notes.AddAsync(thread.Id, person!, words, cancellationToken);
        if (kept.Note is not { } note) return Refusal(kept, id);
        pages.Tell(note);
        var told = typed is TypedText && IsMention(text) ? $"Kept as a note: it begins with none of the verbs. {Mention} help lists them." : null;
        return TypedResults.Accepted((string?)null, new RoomSaid(note.Id.Value, null, told, []));
    }

    private static async Task<Results<Accepted<RoomSaid>, ProblemHttpResult>> EditAsync(
        string id, string message, HttpRequest request, NoteDesk notes, WebChannel pages, CancellationToken cancellationToken)
    {
        var (body, wrong) = await RoomBody.ReadAsync(request, RoomJson.Default.RoomSaying);
        if (body is null) return wrong!;
        var (text, wrongText) = RoomBody.Text(body.Text, NoteDesk.Longest);
        var (person, wrongPerson) = RoomBody.Person(body.As);
        if ((wrongText ?? wrongPerson) is { } refused) return RoomProblem.Bad(refused);
        return Changed(await notes.EditAsync(new ThreadId(id), new MessageId(message), person!, text, cancellationToken), id, pages);
    }

    /// <summary>Who removes it is in the address: many clients cannot send a body with DELETE.</summary>
    private static async Task<Results<Accepted<RoomSaid>, ProblemHttpResult>> RemoveAsync(
        string id, string message, string? @as, HttpRequest request, NoteDesk notes, WebChannel pages, CancellationToken cancellationToken)
    {
        if (@as is null && request.HasJsonContentType()) @as = (await RoomBody.ReadAsync(request, RoomJson.Default.RoomPerson)).Body?.As;
        var (person, wrongPerson) = RoomBody.Person(@as);
        if (person is null) return RoomProblem.Bad(wrongPerson!);
        return Changed(await notes.DeleteAsync(new ThreadId(id), new MessageId(message), person, cancellationToken), id, pages);
    }

    /// <summary>A note is marked as key evidence, or no longer: the verb key, for that note.</summary>
    private static async Task<Results<Accepted<RoomSaid>, ProblemHttpResult>> KeyAsync(
        string id, string message, HttpRequest request, IThreadStore threads, INoteStore notes, CommandDesk desk, WebChannel pages, CancellationToken cancellationToken)
    {
        var (body, wrong) = await RoomBody.ReadAsync(request, RoomJson.Default.RoomKey);
        if (body is null) return wrong!;
        var (person, wrongPerson) = RoomBody.Person(body.As);
        if (person is null) return RoomProblem.Bad(wrongPerson!);
        if (body.Key is not { } isKey) return RoomProblem.Bad("'key' is missing: send true to mark the note as key evidence, false to take the mark off.");
        if (await threads.FindAsync(new ThreadId(id), cancellationToken) is not { } thread) return RoomProblem.NoThread(id);
        if (await notes.FindAsync(new MessageId(message), cancellationToken) is not { DeletedAt: null } note) return RoomProblem.Missing("There is no such note in this thread.");
        var receipt = await desk.TakeAsync(new TypedCommand(thread.Channel, thread.Id, person, $"{Mention} {Verb.Key} {(isKey ? "" : "off ")}note:{note.Id}"), cancellationToken);
        if (receipt.Thread is null) return RoomProblem.NotAllowed(receipt.Text ?? "The note cannot be marked.");
        if (await notes.FindAsync(note.Id, cancellationToken) is { } marked) pages.Tell(marked);
        return TypedResults.Accepted((string?)null, new RoomSaid(note.Id.Value, null, receipt.Text, []));
    }

    private static async Task<Results<Accepted<RoomReceipt>, ProblemHttpResult>> PressAsync(
        string id, HttpRequest request, IThreadStore threads, CommandDesk desk, CancellationToken cancellationToken)
    {
        var (body, wrong) = await RoomBody.ReadAsync(request, RoomJson.Default.RoomPress);
        if (body is null) return wrong!;
        var (person, wrongPerson) = RoomBody.Person(body.As);
        if (person is null) return RoomProblem.Bad(wrongPerson!);
        if (body.Button is not { Length: > 0 } button) return RoomProblem.Bad("'button' is missing: send the id of a button of this thread.");
        string? value = null;
        if (body.Value is not null)
        {
            (value, var wrongValue) = RoomBody.Text(body.Value);
            if (wrongValue is not null) return RoomProblem.Bad(wrongValue.Replace("'text'", "'value'", StringComparison.Ordinal));
        }

        if (await threads.FindAsync(new ThreadId(id), cancellationToken) is null) return RoomProblem.NoThread(id);
        if (await threads.FindButtonAsync(button, cancellationToken) is not { } kept || kept.Thread.Value != id)
            return RoomProblem.Missing("This thread has no such button; its card may have changed. Read the thread again.");
        return TypedResults.Accepted((string?)null, Receipt(await desk.TakeAsync(new PressedButton(kept.Thread, person, button, value), cancellationToken)));
    }

    private static async Task<Results<Ok<RoomCompletions>, ProblemHttpResult>> CompleteAsync(
        string? text, string? channel, string? thread, CommandDesk desk, RoomReader reader, CancellationToken cancellationToken)
    {
        var (place, wrong) = RoomBody.Channel(channel);
        if (wrong is not null) return RoomProblem.Bad(wrong);
        if (text is null or { Length: 0 } or { Length: > RoomBody.MaxText }) return TypedResults.Ok(new RoomCompletions([]));
        var typed = new TypedCommand(place, thread is { Length: > 0 } ? new ThreadId(thread) : null, reader.Person, text.Replace("\0", "", StringComparison.Ordinal));
        var found = await desk.CompleteAsync(typed, cancellationToken);
        return TypedResults.Ok(new RoomCompletions([.. found.Select(static each => new RoomCompletion(each.Insert, each.Label, each.Detail))]));
    }

    private static Results<Accepted<RoomSaid>, ProblemHttpResult> Changed(NoteReceipt receipt, string thread, WebChannel pages)
    {
        if (receipt.Note is not { } note) return Refusal(receipt, thread);
        pages.Tell(note);
        return TypedResults.Accepted((string?)null, new RoomSaid(note.Id.Value, null, null, []));
    }

    private static ProblemHttpResult Refusal(NoteReceipt receipt, string thread) => receipt.Outcome switch
    {
        NoteOutcome.NoSuchThread => RoomProblem.NoThread(thread),
        NoteOutcome.NoSuchNote => RoomProblem.Missing(receipt.Why ?? "There is no such note in this thread."),
        NoteOutcome.NotAllowed => RoomProblem.NotAllowed(receipt.Why ?? "Only its author may change a note."),
        _ => RoomProblem.Bad(receipt.Why ?? "The note cannot be kept."),
    };

    private static RoomReceipt Receipt(CommandReceipt receipt) =>
        new(receipt.Thread?.Value, receipt.Text, [.. receipt.Choices.Select(static choice => new RoomChoice(choice.Label, choice.Detail, choice.Command))]);

    /// <summary>After <c>@bot</c> a known verb is a command; anything else is kept as a note.</summary>
    private static bool IsMention(string text) => text.StartsWith(Mention, StringComparison.OrdinalIgnoreCase) && (text.Length == Mention.Length || char.IsWhiteSpace(text[Mention.Length]));
}
