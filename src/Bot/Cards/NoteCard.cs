using ChatOps.Bot.Access;

namespace ChatOps.Bot.Cards;

/// <summary>What somebody wrote in another thread of the case, or elsewhere.</summary>
internal static class NoteCard
{
    /// <summary>What stands of a long note; the rest is a link away.</summary>
    public const int Shown = 2500;

    public static Card Of(ToldNote note)
    {
        var who = new Literal($"{note.Author} in {note.From}");
        if (note.DeletedBy is { } by) return new Card(CardKind.Note, CardText.Of("A note of ", who, " · ", new Moment(note.At), " · deleted by ", new Literal(by))) { IsSample = note.IsSample };
        var isCut = note.Text.Length > Shown;
        return new Card(CardKind.Note, new CardText([who, " · ", new Moment(note.At), .. Marks(note)]))
        {
            Sections = [.. Text(note.Text), .. isCut ? [new CardParagraph($"… {CardPhrases.Number(note.Text.Length - Cut(note.Text))} more characters")] : Array.Empty<CardSection>(), .. Files(note)],
            Buttons = [note.IsKey ? new CardButton("Not key evidence", new CardAction(Verb.Key, $"off note:{note.Id}")) : new CardButton("Key evidence", new CardAction(Verb.Key, $"note:{note.Id}"))],
            Links = [.. isCut ? [note.Whole] : Array.Empty<CardLink>(), .. note.Original is { } original ? [new CardLink("Original", original)] : Array.Empty<CardLink>()],
            IsSample = note.IsSample,
        };
    }

    /// <summary>That there are notes of the case which are not told here one by one.</summary>
    /// <param name="where">A thread that has some of them.</param>
    public static Card Earlier(long count, CardLink where, bool isSample) => new(
        CardKind.Note, $"{CardPhrases.Count(count, "earlier note", "earlier notes")} of this case {(count == 1 ? "stands" : "stand")} in its other threads; the newest follow here.")
    {
        Links = [where],
        IsSample = isSample,
    };

    private static IEnumerable<CardRun> Marks(ToldNote note)
    {
        if (note.IsEdited) yield return " · edited";
        if (!note.IsKey) yield break;
        yield return " · ";
        yield return new Strong("key evidence");
    }

    private static IEnumerable<CardSection> Text(string text)
    {
        if (!string.IsNullOrWhiteSpace(text)) yield return new CardParagraph(CardText.Of(new Literal(text[..Cut(text)])));
    }

    private static int Cut(string text) => text.Length <= Shown ? text.Length : char.IsHighSurrogate(text[Shown - 1]) ? Shown - 1 : Shown;

    private static IEnumerable<CardSection> Files(ToldNote note)
    {
        if (note.Files.Count > 0) yield return new CardList([.. note.Files.Select(static file => new CardItem(new CardText([.. File(file)]), null, file.Link))]);
    }

    private static IEnumerable<CardRun> File(ToldFile file)
    {
        yield return "File ";
        yield return new Literal(file.Name);
        if (file.Size is { } size) yield return $" · {ByteWords.Of(size)}";
        if (file.WhyNot is not { } why) yield break;
        yield return " · not fetched: ";
        yield return new Literal(why);
    }
}

/// <param name="Author">Untrusted text.</param>
/// <param name="From">The chat it was written in, as people call it.</param>
/// <param name="Text">Untrusted text.</param>
internal sealed record ToldNote(string Id, string Author, string From, DateTimeOffset At, string Text)
{
    public bool IsEdited { get; init; }

    public bool IsKey { get; init; }

    /// <summary>Who deleted it, or "its author"; null while it is not deleted. Untrusted text.</summary>
    public string? DeletedBy { get; init; }

    /// <summary>Where it stands in its chat; null where the chat gives no address.</summary>
    public Uri? Original { get; init; }

    /// <summary>Where all of a long one is read.</summary>
    public required CardLink Whole { get; init; }

    public IReadOnlyList<ToldFile> Files { get; init; } = [];

    public bool IsSample { get; init; }
}

/// <param name="Name">Untrusted text.</param>
/// <param name="Size">Bytes; null when nobody said.</param>
/// <param name="Link">Null where there is none.</param>
internal sealed record ToldFile(string Name, long? Size, CardLink? Link)
{
    /// <summary>Why it was not fetched; untrusted text. Null when nothing was in the way.</summary>
    public string? WhyNot { get; init; }
}
