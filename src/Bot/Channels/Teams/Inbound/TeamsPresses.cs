using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Buttons: those of cards, and the choices of a private answer; taken the same way whether Teams waits for what is said to them or not.</summary>
internal sealed class TeamsPresses(CommandDesk desk, IThreadStore threads, TeamsReceipts receipts, TeamsMembership membership, TeamsAnswers answers)
{
    /// <summary>Pressed in a client that sends a message instead.</summary>
    public async Task<JobOutcome> HearAsync(Heard heard, TeamsActivity activity, TeamsPress press, CancellationToken cancellationToken)
    {
        if (await TakeAsync(heard, activity, press, cancellationToken) is { } told) await answers.SayAsync(heard, TeamsPlace.Of(heard, activity), told, cancellationToken);
        return new JobDone();
    }

    /// <returns>What to tell the person; null when the thread tells it by itself.</returns>
    public async Task<TeamsToldWords?> TakeAsync(Heard heard, TeamsActivity activity, TeamsPress press, CancellationToken cancellationToken)
    {
        if (TeamsPeople.Of(activity) is not { } person || activity.Conversation is not { Id.Length: > 0 } conversation) return new TeamsToldWords("Teams did not say who pressed that. Try again.");
        return press.Button is { } button
            ? await PressAsync(heard, person, button, press.Value, cancellationToken)
            : await ChooseAsync(heard, person, conversation, press.Choice!, cancellationToken);
    }

    private async Task<TeamsToldWords?> PressAsync(Heard heard, Person person, string button, string? value, CancellationToken cancellationToken)
    {
        if (await threads.FindButtonAsync(button, cancellationToken) is not { } kept) return new TeamsToldWords("That button is too old: its card has changed since. Ask again to get a fresh one.");
        // A dialog should have asked.
        if (kept.Button.Asks && value is null)
            return new TeamsToldWords($"This button asks for something first, and the dialog for it did not open. Press again, or write in the thread: @bot {kept.Button.Action.Verb} {kept.Button.Action.Argument}".TrimEnd() + $" … ({kept.Button.Prompt ?? CardChoices.Named(kept.Button)})");
        var receipt = await desk.TakeAsync(new PressedButton(kept.Thread, person, button, value) { Once = heard.Once }, cancellationToken);
        return await receipts.OfAsync(heard, await threads.FindAsync(kept.Thread, cancellationToken) is { } thread ? thread.Channel : default, receipt, kept.Thread, cancellationToken);
    }

    /// <summary>The command was ours when the choice was offered; it is taken as if the person had typed it, and allowed no more.</summary>
    private async Task<TeamsToldWords?> ChooseAsync(Heard heard, Person person, TeamsConversation conversation, string command, CancellationToken cancellationToken)
    {
        var channel = new ChannelRef(TeamsOptions.Vendor, heard.Workspace, conversation.Id);
        var thread = conversation is { IsChannel: true, Root: { } root } ? await threads.FindAsync(channel, root, cancellationToken) : null;
        // Below a link the button is also shown where we are not.
        if (thread is null && await membership.WhyNotAsync(channel, cancellationToken) is { } whyNot) return new TeamsToldWords(whyNot);
        var receipt = await desk.TakeAsync(new TypedCommand(channel, thread?.Id, person, command) { Once = heard.Once }, cancellationToken);
        return await receipts.OfAsync(heard, channel, receipt, thread?.Id, cancellationToken);
    }
}
