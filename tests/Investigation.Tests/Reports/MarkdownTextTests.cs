using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Investigation.Entities;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Investigation.Reports;

public sealed partial class MarkdownTextTests
{
    [Theory]
    [InlineData("isolated the instance at 19:05, snapshot taken", "isolated the instance at 19:05, snapshot taken")]
    [InlineData("role policy allows ssm:* and s3:ListAllMyBuckets", "role policy allows `ssm:*` and `s3:ListAllMyBuckets`")]
    [InlineData("72 calls (18:42 → 18:53), 46.5 % refused", "72 calls (18:42 → 18:53), 46.5 % refused")]
    [InlineData("one\r\n\r\ntwo", "one ↵ ↵ two")]
    [InlineData("# heading", "`#` heading")]
    [InlineData("- item", "`-` item")]
    [InlineData("1. item", "`1.` item")]
    [InlineData("a - b", "a - b")]
    [InlineData("see http://evil.example now", "see `http://evil.example` now")]
    [InlineData("www.evil.example", "`www.evil.example`")]
    [InlineData("www.1.2", "`www.1.2`")]
    [InlineData("@here #1 ana@corp.example", "`@here #1 ana@corp.example`")]
    [InlineData("[x](http://evil) <script>", "`[x](http://evil) <script>`")]
    [InlineData("*a* _b_ ~c~ &amp; \\", "`*a* _b_ ~c~ &amp; \\`")]
    [InlineData("``` code", "```` ``` ```` code")]
    [InlineData("   ", "–")]
    [InlineData("", "–")]
    public void Words_that_could_mean_something_stand_in_code_spans(string text, string markdown) => MarkdownText.Prose(text, inTable: false).ShouldBe(markdown);

    [Fact]
    public void A_bar_cannot_end_a_cell()
    {
        MarkdownText.Prose("a | b", inTable: true).ShouldBe("a `⟨U+007C⟩` b");
        MarkdownText.Name("a\\|b", inTable: true).ShouldBe("`a\\⟨U+007C⟩b`");
    }

    [Fact]
    public void Outside_code_spans_only_plain_words_are_left_and_no_word_is_lost()
    {
        var pieces = Gen.Elements("`", "``", " ", "\n", "[", "](", "<b>", "http://", "www.", "@x", "#1", "|", "\\", "*", "_", "1.", "-", ":", "a", "é", "\u202e", "word", "12:30", "&#64;", "evil.example");
        var texts = from parts in pieces.ListOf() select string.Concat(parts);
        var any = Gen.OneOf(texts, ArbMap.Default.GeneratorFor<NonEmptyString>().Select(static text => text.Get));
        Prop.ForAll(any.ToArbitrary(), static text => IsSafe(text)).QuickCheckThrowOnFailure();
    }

    private static bool IsSafe(string text)
    {
        var (plain, all) = Read(MarkdownText.Prose(text, inTable: true));
        var words = VisibleText.Of(text.ReplaceLineEndings("\n").Trim('\n').Replace("\n", " ↵ ", StringComparison.Ordinal)).Replace("|", "⟨U+007C⟩", StringComparison.Ordinal);
        var expected = string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return !plain.Any(static letter => "`[]<>@#*_~|\\&!$^{}=+".Contains(letter, StringComparison.Ordinal))
            && !plain.Contains("//", StringComparison.Ordinal)
            && !Addresses().IsMatch(plain)
            && !plain.Contains('\n', StringComparison.Ordinal)
            && all.Replace(" ", "", StringComparison.Ordinal) == (expected.Length == 0 ? "–" : expected);
    }

    [GeneratedRegex("[a-z]\\.[a-z0-9]|[0-9]\\.[a-z]", RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();

    /// <summary>Reads code spans as CommonMark does: a run of backticks up to the next run of the same length.</summary>
    private static (string Plain, string All) Read(string markdown)
    {
        var plain = new StringBuilder();
        var all = new StringBuilder();
        for (var at = 0; at < markdown.Length;)
        {
            var run = RunAt(markdown, at);
            var end = run == 0 ? -1 : EndOf(markdown, at + run, run);
            if (end < 0)
            {
                plain.Append(markdown[at]);
                all.Append(markdown[at++]);
                continue;
            }

            all.Append(markdown, at + run, end - at - run);
            at = end + run;
        }

        return (plain.ToString(), all.ToString());
    }

    private static int EndOf(string text, int from, int length)
    {
        for (var at = from; at < text.Length; at++)
        {
            var run = RunAt(text, at);
            if (run == length) return at;
            if (run > 0) at += run - 1;
        }

        return -1;
    }

    private static int RunAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == '`') end++;
        return end - at;
    }
}
