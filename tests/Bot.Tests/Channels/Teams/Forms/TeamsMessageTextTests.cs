using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>What can be read in a message of anybody.</summary>
public sealed class TeamsMessageTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<p>one</p><p>two</p>", "one|two")]
    [InlineData("<div>a<br>b<br/>c</div>", "a|b|c")]
    [InlineData("<ul><li>x</li><li>y</li></ul>", "x|y")]
    [InlineData("<p>repeated</p><p>repeated</p>", "repeated|repeated")]
    [InlineData("<table><tr><td>1</td><td>2</td></tr></table>", "1 2")]
    [InlineData("a &lt;b&gt; &amp;amp; &nbsp;c", "a <b> &amp;  c")]
    [InlineData("5 < 6 and 7 > 6", "5 < 6 and 7 > 6")]
    [InlineData("<a href=\"https://x.example/?a=1&amp;b=2\">here</a>", "here (https://x.example/?a=1&b=2)")]
    [InlineData("<a href='https://x.example/'>https://x.example/</a>", "https://x.example/")]
    [InlineData("<a href=https://x.example/>here</a>", "here")]
    [InlineData("<at id=\"0\">ChatOps</at> look", "ChatOps look")]
    [InlineData("<img src=\"https://evil.example/p.png\" alt=\"a chart\"><emoji alt=\"👍\"></emoji>", "a chart👍")]
    [InlineData("<style>p{}</style>kept<script>alert(1)</script>", "kept")]
    [InlineData("<script>never ends", "")]
    [InlineData("kept <never ends", "kept")]
    [InlineData("<!-- hidden --><p>seen</p>", "seen")]
    [InlineData("</>< ><", "< ><")]
    [InlineData("<attachment id=\"1\"></attachment>", "")]
    public void Html_is_read_as_a_reader_sees_it(string html, string lines) => Text(new { body = new { contentType = "html", content = html } }).ShouldBe(lines.Replace('|', '\n'));

    [Fact]
    public void Plain_text_is_taken_as_it_is() => Text(new { body = new { contentType = "text", content = "a <b>c</b>\n\n  d" } }).ShouldBe("a <b>c</b>\nd");

    [Fact]
    public void What_a_card_repeats_of_the_body_is_said_once() =>
        Text(new { subject = "Disk", body = new { contentType = "text", content = "full" }, attachments = new[] { new { content = """{"body":[{"type":"TextBlock","text":"full"},{"type":"TextBlock","text":"97 %"}]}""" } } }).ShouldBe("Disk\nfull\n97 %");

    [Fact]
    public void A_line_without_an_end_is_cut_and_not_lost() => Text(new { body = new { contentType = "text", content = new string('x', 300_000) } }).Length.ShouldBe(40_000);

    [Fact]
    public void Deep_and_wide_payloads_are_read_as_far_as_it_goes()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"items":[""", 30)) + "\"end\"" + string.Concat(Enumerable.Repeat("]}", 30));
        Text(new { attachments = new[] { new { content = deep } } }).ShouldBe("");
        var wide = string.Concat(Enumerable.Repeat("<a href=\"x\"><p>", 20_000));
        Text(new { body = new { contentType = "html", content = wide } }).ShouldBe("");
    }

    private static string Text(object message) => TeamsMessageText.Of(JsonSerializer.SerializeToElement(message));
}
