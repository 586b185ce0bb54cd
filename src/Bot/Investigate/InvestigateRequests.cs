using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>A command typed outside or inside a thread, or a button pressed. Channels make these; <see cref="CommandDesk"/> takes them.</summary>
/// <param name="Text">The command as typed: "/investigate …" outside a thread, "@bot …" or "verb argument" inside.</param>
internal sealed record TypedCommand(ChannelRef Channel, ThreadId? Thread, Person Person, string Text)
{
    /// <summary>People named in the text by a mention of the chat, in their order; the text has their names.</summary>
    public IReadOnlyList<Person> Mentioned { get; init; } = [];

    /// <summary>The chat's own name of this telling, where it may tell twice: the second time gets the first answer and nothing is done again. Null where it cannot.</summary>
    public string? Once { get; init; }
}

/// <param name="Value">What the person chose and entered when the button asked for something, as <see cref="Cards.CardChoices.Joined"/> makes it; null otherwise.</param>
internal sealed record PressedButton(ThreadId Thread, Person Person, string ButtonId, string? Value)
{
    /// <summary>As in <see cref="TypedCommand.Mentioned"/>, of the value.</summary>
    public IReadOnlyList<Person> Mentioned { get; init; } = [];

    /// <summary>As in <see cref="TypedCommand.Once"/>.</summary>
    public string? Once { get; init; }
}

/// <summary>What is answered in the same breath. The thread exists when this is returned; its answers follow.</summary>
/// <param name="Thread">Where the answers come; null when there is only a private answer.</param>
/// <param name="Text">Private answer in words: help, a refusal, a picker's question; null when there is nothing to say.</param>
/// <param name="Choices">Picker: each choice is a command to send instead.</param>
internal sealed record CommandReceipt(ThreadId? Thread, string? Text, IReadOnlyList<CommandChoice> Choices);

internal sealed record CommandChoice(string Label, string Detail, string Command);

/// <summary>Completion of what is being typed.</summary>
internal sealed record Completion(string Insert, string Label, string Detail);
