using ChatOps.Bot.Cases;

namespace ChatOps.Bot.Investigate.Casework;

public sealed class ClosePhraseTests
{
    [Theory]
    [InlineData("true-positive", VerdictKind.TruePositive, null, false, null, "")]
    [InlineData("True positive: keys were stolen", VerdictKind.TruePositive, null, false, null, "keys were stolen")]
    [InlineData("false-positive our own scanner", VerdictKind.FalsePositive, null, false, null, "our own scanner")]
    [InlineData("as benign +archive a drill", VerdictKind.Benign, null, true, null, "a drill")]
    [InlineData("benign +archive +not-useful a drill", VerdictKind.Benign, null, true, false, "a drill")]
    [InlineData("benign a drill +useful +archive", VerdictKind.Benign, null, true, true, "a drill")]
    [InlineData("fp +ARCHIVE", VerdictKind.FalsePositive, null, true, null, "")]
    [InlineData("duplicate 12", VerdictKind.Duplicate, 12L, false, null, "")]
    [InlineData("duplicate of case #12, see there", VerdictKind.Duplicate, 12L, false, null, "see there")]
    [InlineData("duplicate 12 +archive same host", VerdictKind.Duplicate, 12L, true, null, "same host")]
    [InlineData("benign it needs 1 +useful thing", VerdictKind.Benign, null, false, null, "it needs 1 +useful thing")]
    [InlineData("benign +deleted", VerdictKind.Benign, null, false, null, "+deleted")]
    [InlineData("benign line one\nline two", VerdictKind.Benign, null, false, null, "line one\nline two")]
    internal void Verdict_and_reason_are_read(string text, VerdictKind kind, long? of, bool archive, bool? useful, string reason)
    {
        var read = ClosePhrase.Read(text, out _).ShouldNotBeNull();
        (read.Kind, read.Of?.Value, read.Archive, read.Useful, read.Reason).ShouldBe((kind, of, archive, useful, reason));
    }

    [Theory]
    [InlineData("", "Closed as what?")]
    [InlineData("it", "Closed as what?")]
    [InlineData("benignly", "Closed as what?")]
    [InlineData("our own scanner", "close false-positive our own scanner")]
    [InlineData("duplicate", "close duplicate 12")]
    [InlineData("duplicate of the other one", "close duplicate 12")]
    [InlineData("duplicate 0", "close duplicate 12")]
    [InlineData("duplicate 99999999999999999999", "close duplicate 12")]
    [InlineData("benign +useful +not-useful", "not both")]
    public void What_is_no_verdict_is_refused_with_what_would_work(string text, string why)
    {
        ClosePhrase.Read(text, out var whyNot).ShouldBeNull();
        whyNot.ShouldContain(why);
    }
}
