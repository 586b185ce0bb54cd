using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

public sealed class SlackTextTests
{
    [Theory]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("*a* _b_ `c`", "*a* _b_ `c`")]
    public void Escaping_changes_the_three_characters_Slack_names(string text, string escaped) => SlackText.Escape(text).ShouldBe(escaped);

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a😀b", 3, "a…")]
    [InlineData("😀😀", 3, "😀…")]
    public void A_cut_is_seen_and_breaks_no_character(string text, int most, string cut) => ChatText.Cut(text, most).ShouldBe(cut);

    [Theory]
    [InlineData("a&b", 7, "a&amp;b")]
    [InlineData("a&bc", 7, "a&amp;…")]
    [InlineData("&&", 5, "…")]
    [InlineData("", 5, "–")]
    [InlineData(" \n", 5, "–")]
    public void An_escaped_text_is_cut_between_entities(string text, int most, string escaped) => SlackText.Escaped(text, most).ShouldBe(escaped);

    [Fact]
    public void Lines_stay_and_what_is_hidden_is_shown() => ChatText.Shown("a\u202Eb\r\nc\0\uD800").ShouldBe("a⟨U+202E⟩b\nc⟨U+0000⟩⟨U+D800⟩");

    [Fact]
    public void A_label_cannot_end_the_link_it_stands_in() =>
        SlackBlocks.MrkdwnLink("a|b>c\nd", new Uri("https://a.example/x|y?p=1&q=2")).ShouldBe("<https://a.example/x%7Cy?p=1&amp;q=2|a¦b&gt;c d>");

    [Theory]
    [InlineData("plain words", true)]
    [InlineData("*bold*", false)]
    [InlineData("a `b` c", false)]
    [InlineData(":rotating_light:", false)]
    [InlineData("at 10:20 and 10:30", true)]
    [InlineData("two\nlines", false)]
    [InlineData("> quote", false)]
    [InlineData("", false)]
    public void Mrkdwn_is_used_only_where_it_shows_the_text_exactly(string literal, bool isExact) =>
        (SlackMrkdwn.Of(CardText.Of(new Literal(literal))) is not null).ShouldBe(isExact);

    [Fact]
    public void A_mark_beside_a_letter_would_be_shown_as_it_is_written() =>
        SlackMrkdwn.Of(CardText.Of(new Strong("New"), new Code("api"), "x")).ShouldBeNull();
}
