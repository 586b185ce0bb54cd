using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Forms;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("""{"text":"a &lt;b&gt; <https://x.example|x> <@U1>"}""", "a <b> x (https://x.example) @U1")]
    [InlineData("""{"text":"same","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"same"},"fields":[{"type":"plain_text","text":"field"}]}]}""", "same|field")]
    [InlineData("""{"text":"","attachments":[{"fallback":"f","title":"t","title_link":"https://x.example","fields":[{"title":"ip","value":"198.51.100.23"}],"blocks":[{"type":"context","elements":[{"type":"mrkdwn","text":"c"}]}]}]}""", "t|https://x.example|f|ip|198.51.100.23|c")]
    [InlineData("""{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a < b > c "},{"type":"link","url":"https://x.example"},{"type":"user","user_id":"U1"}]}]},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Mute"}}]}]}""", "a < b > c https://x.example@U1")]
    [InlineData("""{"text":7,"blocks":{"x":1},"attachments":[null,"x",[[[]]]]}""", "")]
    public void All_that_can_be_read_in_a_message_is_read_once(string json, string lines)
    {
        using var message = JsonDocument.Parse(json);
        MessageText.Of(message.RootElement).ShouldBe(lines.Replace('|', '\n'));
    }

    [Fact]
    public void Blocks_as_deep_as_they_like_are_read_to_a_depth()
    {
        var json = string.Concat(Enumerable.Repeat("""{"elements":[""", 25)) + "\"x\"" + string.Concat(Enumerable.Repeat("]}", 25));
        using var message = JsonDocument.Parse($$"""{"text":"top","blocks":[{{json}}]}""");
        MessageText.Of(message.RootElement).ShouldBe("top");
    }
}
