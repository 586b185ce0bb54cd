using ChatOps.Bot.Access;

namespace ChatOps.Bot.Investigate;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("/investigate ip 198.51.100.23", Verb.Investigate, "ip 198.51.100.23")]
    [InlineData("  /INVESTIGATE  foo ", Verb.Investigate, "foo")]
    [InlineData("/investigate", Verb.Investigate, "")]
    [InlineData("/investigate help", Verb.Help, "")]
    [InlineData("help", Verb.Help, "")]
    [InlineData("@bot", Verb.Help, "")]
    [InlineData("@bot span ip 198.51.100.23 last 6h", Verb.Span, "ip 198.51.100.23 last 6h")]
    [InlineData("@ChatOps Interval reset", Verb.Interval, "reset")]
    [InlineData("note two\nlines", Verb.Note, "two\nlines")]
    public void Verbs_are_read(string typed, string verb, string argument) => CommandText.Read(typed).ShouldBe(new TypedVerb(verb, argument));

    [Theory]
    [InlineData("@bot isolated the instance", "isolated the instance")]
    [InlineData("hello", "hello")]
    [InlineData("/unknown thing", "/unknown thing")]
    public void All_else_is_text(string typed, string text) => CommandText.Read(typed).ShouldBe(new TypedText(text));
}
