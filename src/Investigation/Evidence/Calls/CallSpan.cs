using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>When an entity was observed, from the figures of its calls.</summary>
internal static class CallSpan
{
    /// <summary>The figures it takes.</summary>
    public static readonly CallAsk Ask = new()
    {
        Hours = true,
        Groupings = [new([CallColumn.Service, CallColumn.Call], int.MaxValue), new([CallColumn.Principal], int.MaxValue)],
    };

    /// <summary>The observation; null when there were no calls. Of calls at the same instant the least name came first and the greatest last, so that the
    /// answer does not depend on which object was read first.</summary>
    /// <param name="figures">Answer to <see cref="Ask"/>, or to another that names calls first and principals second, of a question without baseline.</param>
    public static Observation? Of(CallFigures figures)
    {
        var names = figures.Tables[0];
        if (names.Rows.Count == 0) return null;
        var first = names.Rows.MinBy(static row => (row.First!.Value, new Ordinal(NameOf(row))))!;
        var last = names.Rows.MaxBy(static row => (row.Last!.Value, new Ordinal(NameOf(row))))!;
        return new Observation(
            first.First!.Value,
            last.Last!.Value,
            names.Total.All,
            names.Rows.ToDictionary(NameOf, static row => row.Scope.All, StringComparer.Ordinal),
            [.. figures.Tables[1].Rows.Select(static row => row.Values[0]).Where(static principal => principal != CallValues.Absent).Order(StringComparer.Ordinal)],
            NameOf(first),
            NameOf(last))
        {
            ActiveHours = figures.Hours.Count(static hour => hour.Count.All > 0),
        };
    }

    private static string NameOf(CallRow row) => string.Join(':', row.Values);

    private readonly record struct Ordinal(string Text) : IComparable<Ordinal>
    {
        public int CompareTo(Ordinal other) => string.CompareOrdinal(Text, other.Text);
    }
}
