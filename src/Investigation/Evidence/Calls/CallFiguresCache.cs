namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>Figures of questions asked lately: several people ask the same of one thread, and a card is made anew with every note. An answer is known again
/// only while exactly the same objects lie there, all of them in the index, and none was left out for lying in the source's future.</summary>
internal sealed class CallFiguresCache
{
    private const int MostAnswers = 64;
    private const int MostRows = 20_000; // of one answer
    private readonly Lock gate = new();
    private readonly Dictionary<string, Known> held = new(StringComparer.Ordinal);

    /// <summary>The question as a text, the same for the same question; null for one whose answer may change with the source's present.</summary>
    public static string? KeyOf(EvidenceQuestion question, CallAsk ask, LogShelf shelf)
    {
        if (question.AsOf < question.Whole.End || question.AsOf < shelf.NewestSlot) return null;
        var tables = string.Join(';', ask.Groupings.Select(static grouping => $"{string.Join(',', grouping.Columns)}:{grouping.Top}"));
        return $"{question.Window} {question.Baseline} {question.Account}/{question.Region} {ask.Relation} {ask.Hours} {tables} {question.Entity}";
    }

    /// <summary>What was answered before; false when that is not known, or no longer true. Null figures are an answer, too: no call.</summary>
    public bool TryFind(string? key, LogShelf shelf, out CallFigures? figures)
    {
        figures = null;
        if (key is null) return false;
        lock (gate)
        {
            if (!held.TryGetValue(key, out var known) || !ReferenceEquals(known.Objects, shelf.Objects)) return false;
            figures = known.Figures;
            return true;
        }
    }

    /// <summary>Keeps an answer.</summary>
    public void Keep(string? key, LogShelf shelf, CallFigures? figures)
    {
        if (key is null || figures?.Tables.Sum(static table => table.Rows.Count) > MostRows) return;
        lock (gate)
        {
            if (held.Count >= MostAnswers) held.Clear();
            held[key] = new Known(shelf.Objects, figures);
        }
    }

    private sealed record Known(IReadOnlyList<ShelfObject> Objects, CallFigures? Figures);
}
