using System.Text;

namespace ChatOps.Bot.Alerts;

public sealed class JsonItemScannerTests
{
    [Theory]
    [InlineData("""{"a":1}""", "$")]
    [InlineData("""[{"a":1},{"b":[{}]}]""", "$[0]", "$[1]")]
    [InlineData("""{"Findings":[{"a":1},{"b":2}],"NextToken":"]}"}""", "$.Findings[0]", "$.Findings[1]")]
    [InlineData("""{ "findings" : [{"a":"\"}]{["}]}""", "$.findings[0]")]
    [InlineData("""{"NextToken":"","Findings":[{"a":1}]}""", "$")]
    [InlineData("{\"a\":1}\n{\"b\":2}\r\n\n{\"c\":3}", "$", "line 2 $", "line 4 $")]
    [InlineData("\uFEFF[ ]")]
    [InlineData("")]
    public void Objects_are_cut_out_with_their_path(string text, params string[] paths)
    {
        foreach (var chunk in new[] { 1, 3, 1000 }) Scan(text, false, chunk).Select(static piece => piece.Wrong is null ? piece.Path : piece.Wrong).ShouldBe(paths);
    }

    [Fact]
    public void An_object_comes_out_byte_for_byte() => Encoding.UTF8.GetString(Scan("""[ {"é": "\\\"{", "b": [1, {}]} ]""", false, 2).ShouldHaveSingleItem().Utf8.Span).ShouldBe("""{"é": "\\\"{", "b": [1, {}]}""");

    [Theory]
    [InlineData("""[{"a":1},{"b":""", "$[1]")]
    [InlineData("""[{"a":1},""", "$")]
    [InlineData("""{"Findings":[{"a":1}]""", "$")]
    [InlineData("""[{"a":1}, 5]""", "$[1]")]
    public void A_break_is_told_with_its_place_after_what_came_before(string text, string path)
    {
        var pieces = Scan(text, false, 4);
        pieces[0].Wrong.ShouldBeNull();
        pieces[^1].Wrong.ShouldNotBeNull();
        pieces[^1].Path.ShouldEndWith(path);
    }

    [Fact]
    public void A_broken_line_does_not_take_the_next_with_it()
    {
        var pieces = Scan("{\"a\":\nnot json\n{\"b\":1}\n", true, 5);
        pieces.Select(static piece => (piece.Path, piece.Wrong is null)).ShouldBe([("line 1 $", false), ("line 2 $", false), ("line 3 $", true)]);
    }

    [Fact]
    public void An_object_larger_than_any_finding_is_passed_over_without_being_held()
    {
        var pieces = Scan("[{\"a\":\"" + new string('x', JsonItemScanner.LargestItem) + "\"},{\"b\":1}]", false, 64 * 1024);
        pieces[0].Wrong.ShouldNotBeNull();
        pieces[0].Utf8.Length.ShouldBe(0);
        pieces[1].Path.ShouldBe("$[1]");
    }

    private static List<JsonPiece> Scan(string text, bool byLine, int chunk)
    {
        var scanner = new JsonItemScanner(byLine);
        var pieces = new List<JsonPiece>();
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
        {
            scanner.Feed(part);
            pieces.AddRange(scanner.Take());
        }

        scanner.End();
        pieces.AddRange(scanner.Take());
        return pieces;
    }
}
