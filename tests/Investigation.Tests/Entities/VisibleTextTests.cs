namespace ChatOps.Investigation.Entities;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain ünï 😀", "plain ünï 😀")]
    [InlineData("a\u202eb", "a⟨U+202E⟩b")]
    [InlineData("a\0\n\u200bz", "a⟨U+0000⟩⟨U+000A⟩⟨U+200B⟩z")]
    [InlineData("", "")]
    public void What_cannot_be_seen_is_named(string text, string visible) => VisibleText.Of(text).ShouldBe(visible);

    [Fact]
    public void Half_a_surrogate_pair_is_named() => VisibleText.Of("half \ud83d").ShouldBe("half ⟨U+D83D⟩");
}
