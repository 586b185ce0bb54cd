using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>What is shown below a console link: the root card shortened, or what findings tell of an entity. Every word of findings is literal. Pure.</summary>
internal static class UnfurlView
{
    private const int LongestFact = 300;

    public static JsonObject Of(KnownLink known, AccountNames accounts)
    {
        var (card, command) = (KnownLinkCard.Of(known, accounts), KnownLinkCard.Command(known));
        var facts = card.Sections.OfType<CardFacts>().SelectMany(static section => section.Facts);
        var lines = facts.Select(static fact => SlackBlocks.Line([SlackBlocks.Text($"{fact.Name}: ", isBold: true), SlackBlocks.Text(ChatText.Cut(CardWords.Of(fact.Value), LongestFact))]));
        List<JsonObject> blocks = [SlackBlocks.RichText(Title(card), SlackBlocks.Bullets(lines))];
        if (card.IsSample) blocks.Add(SlackBlocks.Context("Sample data"));
        if (command.Length <= 2000) blocks.Add(SlackBlocks.Actions(SlackBlocks.Button("Investigate", $"{SlackAnswerMessage.Choose}0", command)));
        return new JsonObject { ["blocks"] = new JsonArray([.. blocks]) };
    }

    private static JsonObject Title(Card card) => card.Severity is { } severity
        ? SlackBlocks.Line([SlackBlocks.Text($"{SlackSeverity.Mark(severity)} {severity} · "), SlackBlocks.Text(ChatText.Cut(CardWords.Of(card.Title), LongestFact), isBold: true)])
        : SlackBlocks.Line(SlackRuns.Of(card.Title, isBold: true));
}
