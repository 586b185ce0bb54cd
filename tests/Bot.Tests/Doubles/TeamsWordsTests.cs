using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsWordsTests
{
    [Theory]
    [InlineData("""{"type":"TextBlock","text":"a \\*b\\* **c** d\\\\e"}""", "a *b* c d\\e")]
    [InlineData("""{"type":"TextBlock","text":"see [the \\[log\\]](https://x.example/a) now"}""", "see the [log] (https://x.example/a) now")]
    [InlineData("""{"type":"TextBlock","text":"hidden","isVisible":false}""", "")]
    [InlineData("""{"type":"RichTextBlock","inlines":["one ",{"type":"TextRun","text":"*two*"}]}""", "one *two*")]
    [InlineData("""{"type":"FactSet","facts":[{"title":"Bucket","value":"my\\_logs"},{"title":"Region","value":"x"}]}""", "Bucket: my_logs\nRegion: x")]
    [InlineData("""{"type":"Table","rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"a"}]},{"type":"TableCell","items":[{"type":"TextBlock","text":"b"}]}]}]}""", "a\nb")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"TextBlock","text":"a"}]}]}""", "a")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"Go","data":{"title":"not seen"}},{"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"inside"}]}}]}""", "Go\nMore\ninside")]
    [InlineData("""{"type":"Chart.VerticalBar","title":"Calls","data":[{"x":"Mon","y":3}],"fallback":{"type":"TextBlock","text":"not seen"}}""", "Calls\nMon 3")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"c","label":"Which?","choices":[{"title":"This","value":"1"}]}""", "Which?\nThis")]
    [InlineData("""{"type":"Image","url":"https://x.example/i.png","altText":"A chart"}""", "A chart")]
    public void A_card_is_read_as_it_is_rendered(string element, string words) =>
        Assert.Equal(words, TeamsWords.OfCard(new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray(JsonNode.Parse(element)) }));
}
