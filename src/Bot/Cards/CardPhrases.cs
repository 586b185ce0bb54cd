using System.Globalization;

namespace ChatOps.Bot.Cards;

/// <summary>Small turns of phrase that several cards share.</summary>
internal static class CardPhrases
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as "1 finding" or "7 findings".</summary>
    public static string Count(long value, string one, string many) => $"{Number(value)} {(value == 1 ? one : many)}";

    /// <summary>"a, b or c".</summary>
    public static string Either(IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    /// <summary>The parts that there are, with a separator between them.</summary>
    public static IEnumerable<CardRun> Joined(IEnumerable<IEnumerable<CardRun>> parts, string separator)
    {
        var first = true;
        foreach (var part in parts)
        {
            if (!first) yield return separator;
            first = false;
            foreach (var run in part) yield return run;
        }
    }

    /// <summary>At most so many untrusted names, then how many more there are.</summary>
    public static IEnumerable<CardRun> Names(IReadOnlyList<string> names, int most)
    {
        foreach (var run in Joined(names.Take(most).Select(static name => new CardRun[] { new Code(name) }), ", ")) yield return run;
        if (names.Count > most) yield return $", {Number(names.Count - most)} more";
    }
}
