using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Reports;

/// <summary>Untrusted text in Markdown. Backslashes do not stop renderers that look for addresses and mentions after they have read the markup;
/// a code span does. So words that could mean anything to any renderer stand in code spans, and plain words stay plain.</summary>
internal static class MarkdownText
{
    private const string PlainMarks = ",;.%–—·'\"()/-?:%↵→×…’‘“”";
    private const string Openers = "(\"'“‘↵→…–—·";

    /// <summary>A sentence. Line breaks become ↵, so that nothing begins a line of its own.</summary>
    public static string Prose(string text, bool inTable)
    {
        var lines = text.ReplaceLineEndings("\n").Trim('\n').Replace("\n", " ↵ ", StringComparison.Ordinal);
        var words = VisibleText.Of(lines).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var result = new StringBuilder();
        for (var at = 0; at < words.Length; at++)
        {
            var from = at;
            while (at < words.Length && !IsPlain(words[at], isFirst: at == 0)) at++;
            if (result.Length > 0) result.Append(' ');
            if (at > from) result.Append(Span(string.Join(' ', words[from..at]), inTable));
            if (at > from && at < words.Length) result.Append(' ');
            if (at < words.Length) result.Append(words[at]);
        }

        return result.Length == 0 ? "–" : result.ToString();
    }

    /// <summary>A name or identifier, in a code span.</summary>
    public static string Name(string text, bool inTable) => text.Length == 0 ? "–" : Span(VisibleText.Of(text), inTable);

    private static string Span(string text, bool inTable)
    {
        // renderers disagree on how a bar inside a code span inside a table is escaped
        var content = inTable ? text.Replace("|", "⟨U+007C⟩", StringComparison.Ordinal) : text;
        var fence = new string('`', LongestRun(content) + 1);
        var pad = content[0] is '`' or ' ' || content[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{pad}{content}{pad}{fence}";
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool IsPlain(string word, bool isFirst)
    {
        if (isFirst && !CanBegin(word)) return false;
        for (var at = 0; at < word.Length; at++)
        {
            var letter = word[at];
            if (!char.IsLetterOrDigit(letter) && !PlainMarks.Contains(letter, StringComparison.Ordinal)) return false;
            var next = at + 1 < word.Length ? word[at + 1] : '\0';
            var isMarkup = letter switch
            {
                ':' => next != '\0' && !(char.IsAsciiDigit(next) && at > 0 && char.IsAsciiDigit(word[at - 1])),
                '.' => char.IsLetter(next) || (at > 0 && char.IsLetter(word[at - 1]) && char.IsDigit(next)),
                '/' => next == '/',
                _ => false,
            };
            if (isMarkup) return false;
        }

        return true;
    }

    // What begins a block could begin a list, a heading or a rule.
    private static bool CanBegin(string word) =>
        char.IsLetter(word[0]) || Openers.Contains(word[0], StringComparison.Ordinal) || (char.IsAsciiDigit(word[0]) && word[^1] is not ('.' or ')'));
}
