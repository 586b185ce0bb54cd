using System.Globalization;
using System.Text;

namespace ChatOps.Bot.Access;

/// <summary>A name as it is looked for: in one case, with single spaces, without what cannot be seen. Letters that only look alike stay different: whoever lists people shows their ids. Pure.</summary>
internal static class PersonKey
{
    private const int Longest = 200;

    /// <returns>Empty when nothing of it can be seen.</returns>
    public static string Of(string name)
    {
        var key = new StringBuilder(Math.Min(name.Length, Longest));
        foreach (var rune in name.EnumerateRunes())
        {
            if (key.Length >= Longest) break;
            if (Rune.IsWhiteSpace(rune))
            {
                if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) && !(key.Length == 0 && rune.Value == '@'))
            {
                key.Append(Rune.ToUpperInvariant(rune).ToString());
            }
        }

        return key.ToString().TrimEnd();
    }
}
