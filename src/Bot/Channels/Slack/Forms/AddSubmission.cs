using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The form "Add to investigation" was sent: the message becomes a note of the thread, under its author's name and with who added it.</summary>
internal sealed class AddSubmission(ShownMessages messages, VisibleThreads threads, NoteDesk notes, SlackPeople people, PrivateWords answers) : ISlackReflex
{
    public IReadOnlyList<string> Types { get; } = ["view_submission"];

    public async Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.Text("view", "callback_id") != FormIds.AddToInvestigation) return null;
        if (payload.Entered(FormIds.Blocks.Thread) is not { } id) return Wrong("Choose an investigation.");
        if (payload.Kept() is not { } form || form.Text("channel") is not { } channel || form.Text("ts") is not { } ts) return Wrong("It is not known any more which message was meant. Close this and use the shortcut on the message again.");
        var (team, user) = (payload.Workspace() ?? "", payload.User());
        // all at once: Slack waits three seconds for the answer, however slow it is itself
        var (seen, found, adding) = (threads.FindAsync(new ThreadId(id), team, user, cancellationToken), messages.FindAsync(user, channel, ts, form.Text("thread"), cancellationToken), people.OfAsync(user, cancellationToken));
        var writing = AuthorAsync(found, cancellationToken);
        if (await seen is not { } thread) return Wrong("There is no such investigation, or you cannot see it.");
        if (await found is not { } message || await writing is not { } author)
            return Wrong("The message cannot be read any more. Use the shortcut on it again, or invite the app to its channel.");
        if (WhyNot(message, thread) is { } whyNot) return Wrong(whyNot);
        var kept = await notes.AddAsync(NoteOf(message, team, thread, author, await adding), cancellationToken);
        if (kept.Note is null) return Wrong(kept.Why ?? "The note cannot be kept.");
        await answers.TellAsync(payload, new SlackPlace(channel, user, message.ThreadTs, message.ResponseUrl), $"Added to the investigation: {thread.Title}", cancellationToken);
        return FormReply.Close;
    }

    private static string? WhyNot(ShownMessage message, InvestigationThread thread)
    {
        if (message.Text.Length == 0) return "Nothing in the message can be read as text; write a note about it instead.";
        var isInThread = thread.ExternalId is { } root && thread.Channel.Channel == message.Channel && (message.ThreadTs == root || message.Ts == root);
        return isInThread && message.Bot is null ? "It is a note of that investigation already: it was written in its thread." : null;
    }

    /// <summary>Null when there is no message.</summary>
    private async Task<Person?> AuthorAsync(Task<ShownMessage?> found, CancellationToken cancellationToken)
    {
        if (await found is not { } message) return null;
        return message.User is { } user ? await people.OfAsync(user, cancellationToken) : new Person(SlackOptions.Vendor, message.Bot ?? "app", $"{message.BotName ?? "an app"} (app)");
    }

    private static NewNote NoteOf(ShownMessage message, string team, InvestigationThread thread, Person author, Person by) =>
        new(thread.Id, author, ChatNotes.Added(message.Text, by, MessageLinks.Of(team, message.Channel, message.Ts, message.ThreadTs).ToString()))
        {
            Link = MessageLinks.Of(team, message.Channel, message.Ts, message.ThreadTs),
            IsElsewhere = true,
            // The same message in the same thread is the same note, whoever adds it again.
            Id = ChatNotes.IdOf($"slack-added/{team}/{message.Channel}/{message.Ts}/{thread.Id}"),
            WrittenAt = SlackTs.At(message.Ts),
            AddedBy = by,
        };

    private static SlackReply Wrong(string why) => FormReply.Wrong(FormIds.Blocks.Thread, why);
}
