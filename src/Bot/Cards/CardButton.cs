namespace ChatOps.Bot.Cards;

/// <summary>A button: what it does is kept in our store under an opaque id; the chat sees the id and the label only.</summary>
/// <param name="Label">Our own words.</param>
/// <param name="Action">What pressing it does.</param>
internal sealed record CardButton(string Label, CardAction Action)
{
    /// <summary>Opaque id, given when the message is kept; null before.</summary>
    public string? Id { get; init; }

    /// <summary>What to ask the person for before pressing; null when nothing is asked.</summary>
    public string? Prompt { get; init; }

    /// <summary>What the person chooses one of; null when there is no choice. Without a <see cref="Prompt"/> it is a menu; with one a dialog of both, and what is typed may be left empty.
    /// What is chosen and what is typed, with a space between, are appended to the action's argument.</summary>
    public IReadOnlyList<CardChoice>? Choices { get; init; }

    /// <summary>The label without the dots that announce a question: what stands above the question itself.</summary>
    public string Name => Label is [_, .., '…'] ? Label[..^1] : Label;

    /// <summary>Pressing it is choosing: nothing else is asked.</summary>
    public bool IsMenu => Choices is not null && Prompt is null;

    /// <summary>Whether the person is asked for anything before it is pressed.</summary>
    public bool Asks => Choices is not null || Prompt is not null;
}

/// <summary>A verb with its argument, as if typed after <c>@bot</c>. Constants of verbs stand in Access/Verb.</summary>
internal sealed record CardAction(string Verb, string Argument = "");

/// <summary>A link to a console, or why there is none. One of the two is null.</summary>
internal sealed record CardLink(string Label, Uri? Url, string? WhyNot = null);

/// <param name="Label">Our own words.</param>
/// <param name="Value">What choosing it appends to the action's argument; our own words.</param>
internal sealed record CardChoice(string Label, string Value);
