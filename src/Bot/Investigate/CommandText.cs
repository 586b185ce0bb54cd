using ChatOps.Bot.Access;

namespace ChatOps.Bot.Investigate;

/// <summary>What was typed, taken apart into a verb and what follows it. Pure.</summary>
internal static class CommandText
{
    /// <param name="text">"/investigate …" outside a thread; "@bot …", "/verb …" or "verb …" inside.</param>
    public static Typed Read(string text)
    {
        var rest = text.Trim();
        var addressed = rest.StartsWith('@');
        if (addressed) rest = AfterFirstWord(rest);
        if (rest.Length == 0) return new TypedVerb(Verb.Help, "");
        var first = FirstWord(rest);
        var word = first.TrimStart('/').ToLowerInvariant();
        if (!Verb.LeastRole.ContainsKey(word)) return new TypedText(rest);
        var argument = AfterFirstWord(rest);
        return word == Verb.Investigate && argument.Equals(Verb.Help, StringComparison.OrdinalIgnoreCase) ? new TypedVerb(Verb.Help, "") : new TypedVerb(word, argument);
    }

    private static string FirstWord(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\n', '\t');
        return end < 0 ? text : text[..end];
    }

    private static string AfterFirstWord(string text) => text[FirstWord(text).Length..].Trim();
}

internal abstract record Typed;

/// <param name="Verb">One of the known verbs.</param>
internal sealed record TypedVerb(string Verb, string Argument) : Typed;

/// <summary>Begins with no known verb.</summary>
internal sealed record TypedText(string Text) : Typed;
