namespace ChatOps.Bot.Cards;

public sealed class CardCsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-", "-")]
    public void A_cell_is_text_and_stays_text_in_a_spreadsheet(string text, string cell) =>
        CardCsv.Of(new CardTable("t", [new CardColumn("head")], [[CardText.Of(new Literal(text))]])).ShouldBe($"head\r\n{cell}\r\n");

    [Fact]
    public void All_rows_are_written_also_those_a_chat_does_not_show()
    {
        var rows = Enumerable.Range(0, 40).Select(static i => (IReadOnlyList<CardText>)[CardText.Of(new Literal($"row {i}"))]).ToList();

        CardCsv.Of(new CardTable("t", [new CardColumn("head")], rows) { Shown = 5 }).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(41);
    }
}
