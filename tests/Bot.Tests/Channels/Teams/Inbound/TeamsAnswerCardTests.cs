using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Inbound;

public sealed class TeamsAnswerCardTests
{
    private const string Hostile = "**x** [a](http://b) ![](https://c) <img src=x> {{DATE(2024-01-01T00:00:00Z,SHORT)}} \u202E\u0007 <at>everyone</at>";

    [Theory]
    [InlineData("")]
    [InlineData("one line")]
    [InlineData("a heading\nand more\n\nbelow")]
    [InlineData(Hostile)]
    public void Teams_takes_every_answer_and_nothing_in_it_is_live(string text)
    {
        var choices = Enumerable.Range(0, 25).Select(n => new CommandChoice($"{Hostile} {n}", Hostile, $"/investigate {n} {Hostile}")).ToList();
        var (card, summary) = TeamsAnswerCard.Of(text, new Uri("https://teams.microsoft.com/l/message/19%3Aa(b)_c*d/1?tenantId=t"), choices);
        TeamsValidator.Card(card).ShouldBeEmpty();
        summary.ShouldNotBeNullOrWhiteSpace();
        foreach (var block in card["body"]!.AsArray().OfType<JsonObject>().Where(static one => one["type"]!.ToString() == "TextBlock").Select(static one => one["text"]!.ToString()))
        {
            block.ShouldNotContain("**x**");
            block.ShouldNotContain("](http://b)");
            block.ShouldNotContain("<at>");
            block.ShouldNotContain("{{");
        }
    }

    [Fact]
    public void Choices_with_long_names_are_shown_as_far_as_Teams_takes_them()
    {
        var name = new string('*', 1024);
        var (card, _) = TeamsAnswerCard.Of("Which one?", null, [.. Enumerable.Range(0, 20).Select(n => new CommandChoice($"{n} {name}", name, $"/investigate s3-object {n} {name}"))]);
        TeamsValidator.Card(card).ShouldBeEmpty();
        TeamsSize.Of(card).Utf16.ShouldBeLessThan(TeamsSize.Warned);
        var shown = card["body"]!.AsArray().Count(static one => one!["type"]!.ToString() == "ActionSet");
        shown.ShouldBeGreaterThan(2);
        card["body"]!.AsArray()[^1]!["text"]!.ToString().ShouldContain($"and {20 - shown} more");
    }

    [Fact]
    public void What_is_too_long_is_cut_in_sight_and_a_command_too_long_for_a_button_is_left_to_be_typed()
    {
        var (card, _) = TeamsAnswerCard.Of(new string('x', 100_000), null, [new CommandChoice(new string('l', 5000), new string('d', 5000), new string('c', 5000))]);
        TeamsValidator.Card(card).ShouldBeEmpty();
        var body = card["body"]!.AsArray();
        body[0]!["text"]!.ToString().ShouldEndWith("…");
        body.ShouldNotContain(static one => one!["type"]!.ToString() == "ActionSet");
        TeamsSize.Of(card).Utf16.ShouldBeLessThan(TeamsSize.Warned);
    }
}
