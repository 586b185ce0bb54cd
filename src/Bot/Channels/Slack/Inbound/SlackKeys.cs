using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>A key or a pushpin on a note marks it as key evidence, as the verb does; taken away, it is marked no longer. A reaction says by itself that it was set, so only a refusal is told.</summary>
internal sealed class SlackKeys(CommandDesk desk, INoteStore notes, SlackPeople people, SlackReceipts receipts) : ISlackListener
{
    /// <summary>Of emojis, without colons.</summary>
    public static IReadOnlyCollection<string> Names { get; } = ["key", "pushpin"];

    public IReadOnlyList<string> Types { get; } = [SlackTold.ReactionAdded, SlackTold.ReactionRemoved];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Payload.Member("event") is not { } told || told.Text("user") is not { } user || told.Text("item", "channel") is not { } id || told.Text("item", "ts") is not { } ts) return new JobDone();
        var channel = new ChannelRef(SlackOptions.Vendor, heard.Workspace, id);
        if (await notes.FindAsync(ChatNotes.IdOf(channel, ts), cancellationToken) is not { DeletedAt: null } note) return new JobDone();
        var command = $"@bot {Verb.Key} {(heard.Type == SlackTold.ReactionRemoved ? "off " : "")}note:{note.Id}";
        var receipt = await desk.TakeAsync(new TypedCommand(channel, note.Thread, await people.OfAsync(user, cancellationToken), command) { Once = heard.Once }, cancellationToken);
        if (receipt is { Thread: null, Text: { } why }) await receipts.SayAsync(heard, new SlackPlace(id, user, null), why, cancellationToken);
        return new JobDone();
    }
}
