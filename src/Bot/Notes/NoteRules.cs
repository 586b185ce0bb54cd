using System.Globalization;
using ChatOps.Bot.Access;

namespace ChatOps.Bot.Notes;

/// <summary>What makes notes the same whatever the order in which they are told. Pure.</summary>
internal static class NoteRules
{
    /// <summary>Characters of a note: as many as a chat carries in one message.</summary>
    public const int Longest = 40_000;

    public const int MostFiles = 20;

    private const int LongestMark = 100;

    /// <summary>The newest edit wins; of two of the same time the greater text.</summary>
    public static bool Wins(Note kept, string text, DateTimeOffset editedAt) =>
        kept.EditedAt is not { } before || editedAt > before || (editedAt == before && string.CompareOrdinal(text, kept.Text) > 0);

    /// <summary>Who may change or delete a note: its author, or an admin.</summary>
    public static AccessDecision OwnNote(Person author, Person editor, AccessDecision decision) =>
        !decision.Allowed || decision.Role >= Role.Admin || author.ToString() == editor.ToString()
            ? decision
            : decision with { Allowed = false, Why = $"Only {author.Name} or an admin changes this note. Write one of your own instead." };

    /// <summary>Why the text is no note; null when it is one.</summary>
    public static string? WhyNot(string text, bool hasFiles)
    {
        if (string.IsNullOrWhiteSpace(text)) return hasFiles ? null : "A note has at least one character that can be seen.";
        return text.Length > Longest ? string.Create(CultureInfo.InvariantCulture, $"A note has at most {Longest:N0} characters; this one has {text.Length:N0}. Split it.") : null;
    }

    /// <summary>What is kept of a text that stands in its chat already: all of it, or its beginning and how long it is.</summary>
    public static string Fitting(string text)
    {
        if (text.Length <= Longest) return text;
        var end = Longest - LongestMark;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Create(CultureInfo.InvariantCulture, $"{text[..end]}\n[Cut here: the message has {text.Length:N0} characters, a note keeps {Longest:N0}.]");
    }

    /// <summary>What the author is told about a text that was cut; null when it was not.</summary>
    public static string? CutWords(string text) => text.Length > Longest
        ? string.Create(CultureInfo.InvariantCulture, $"The note is kept cut: the message has {text.Length:N0} characters, a note keeps {Longest:N0}. The rest stands in this chat only; write it again in parts to have it kept.")
        : null;

    /// <summary>As precise as the store is: what is read back compares as what was told.</summary>
    public static DateTimeOffset Stored(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The files of a note as told now. One that was there already keeps what is known of it.</summary>
    public static IReadOnlyList<NoteFile> Files(IReadOnlyList<NewFile> told, IReadOnlyList<NoteFile> kept) => [.. told.Take(MostFiles).Select((file, n) =>
    {
        var before = kept.FirstOrDefault(one => file.Source is not null && one.Source == file.Source);
        var now = new NoteFile(n + 1, file.Name) { MediaType = file.MediaType, Size = file.Size, Link = file.Link, Source = file.Source, State = file.Source is null ? NoteFileState.Linked : NoteFileState.Waiting };
        return before is null or { State: NoteFileState.Waiting } ? now : now with { State = before.State, Content = before.Content, Why = before.Why, Size = before.Size };
    })];
}
