namespace ChatOps.Investigation.Entities;

/// <summary>A text in which dots and colons written so that nobody clicks on them are plain again, and where each of its letters stood.</summary>
internal readonly ref struct RefangedText
{
    private static readonly (string Written, char Meant)[] Spellings =
        [("[.]", '.'), ("(.)", '.'), ("{.}", '.'), ("[dot]", '.'), ("(dot)", '.'), ("{dot}", '.'), ("[:]", ':'), ("(:)", ':')];

    private readonly int[]? places;

    private readonly int end;

    private RefangedText(ReadOnlySpan<char> letters, int[]? places, int end)
    {
        Letters = letters;
        this.places = places;
        this.end = end;
    }

    public ReadOnlySpan<char> Letters { get; }

    public static RefangedText Of(string text)
    {
        if (text.AsSpan().IndexOfAny("[({") < 0) return new RefangedText(text, null, text.Length);
        var letters = new char[text.Length];
        var places = new int[text.Length];
        var count = 0;
        for (var at = 0; at < text.Length; count++)
        {
            var (meant, length) = At(text.AsSpan(at));
            letters[count] = meant;
            places[count] = at;
            at += length;
        }

        return new RefangedText(letters.AsSpan(0, count), places, text.Length);
    }

    /// <summary>The entity with its place in the text as it was written.</summary>
    public NamedInText Place(EntityRef entity, int at, int length)
    {
        if (places is null) return new NamedInText(entity, at, length);
        var after = at + length < Letters.Length ? places[at + length] : end;
        return new NamedInText(entity, places[at], after - places[at]);
    }

    private static (char Meant, int Length) At(ReadOnlySpan<char> rest)
    {
        if (rest[0] is '[' or '(' or '{')
        {
            foreach (var (written, meant) in Spellings)
            {
                if (rest.StartsWith(written, StringComparison.OrdinalIgnoreCase)) return (meant, written.Length);
            }
        }

        return (rest[0], 1);
    }
}
