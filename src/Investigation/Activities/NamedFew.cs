namespace ChatOps.Investigation.Activities;

/// <summary>Lists in sentences: the first few by name, the others by number.</summary>
internal static class NamedFew
{
    /// <summary>Such as "a, b, 3 more".</summary>
    /// <param name="names">The names, most important first.</param>
    /// <param name="most">Names said at most.</param>
    /// <param name="others">Further ones that are not among the names.</param>
    public static string Of(IReadOnlyList<string> names, int most, long others = 0)
    {
        var more = Math.Max(0, names.Count - most) + others;
        return string.Join(", ", more > 0 ? names.Take(most).Append($"{SpikeWords.Number(more)} more") : names);
    }
}
