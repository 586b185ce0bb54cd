namespace ChatOps.Investigation.Activities;

/// <summary>Untrusted names inside of sentences: as they are, but not longer than a reader wants.</summary>
internal static class BoundedText
{
    /// <summary>Most characters of one name.</summary>
    public const int Most = 80;

    /// <summary>The text itself, or its beginning and an ellipsis; no character is cut in two.</summary>
    public static string Of(string text, int most = Most)
    {
        if (text.Length <= most) return text;
        var length = Math.Max(0, most - 1);
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return $"{text.AsSpan(0, length)}…";
    }
}
