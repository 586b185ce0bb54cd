using ChatOps.Bot.Investigate;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>What is shown below a console link: the root card shortened, or what findings tell of an entity. Every word of findings is literal. Pure.</summary>
internal static class UnfurlView
{
    /// <summary>Facts beyond these are in the thread.</summary>
    private const int MostFacts = 6;

    private const int LongestFact = 300;

    public static JsonObject Of(KnownLink known, AccountNames accounts) => known switch
    {
        KnownFindingLink found => Of(found.Finding, found.IsSampleDay, accounts),
        KnownEntityLink found => Of(found.Entity, found.Mentions, found.IsSampleDay, accounts),
        _ => throw new ArgumentException($"Unknown link {known.GetType().Name}.", nameof(known)),
    };

    private static JsonObject Of(Finding finding, bool isSample, AccountNames accounts)
    {
        var title = SlackBlocks.Line([SlackBlocks.Text($"{SlackSeverity.Mark(finding.Severity)} {finding.Severity} · "), SlackBlocks.Text(ChatText.Cut(finding.Title, LongestFact), isBold: true)]);
        return View(title, FindingFacts.Of(finding, accounts), isSample || finding.IsSample, $"/{Verb.Investigate} {finding.Id}");
    }

    private static JsonObject Of(EntityRef entity, IReadOnlyList<EntityMention> mentions, bool isSample, AccountNames accounts)
    {
        var card = EntityCard.Of(entity, mentions, null, Investigation.DeepLinks.ConsoleLink.Withheld("it is where the link leads"), accounts, new EvidenceOffer([]), isSample);
        var title = SlackBlocks.Line(SlackRuns.Of(card.Title, isBold: true));
        return View(title, [.. card.Sections.OfType<CardFacts>().SelectMany(static facts => facts.Facts)], isSample, $"/{Verb.Investigate} {entity}");
    }

    private static JsonObject View(JsonObject title, IReadOnlyList<CardFact> facts, bool isSample, string command)
    {
        var lines = facts.Take(MostFacts).Select(static fact => SlackBlocks.Line([SlackBlocks.Text($"{fact.Name}: ", isBold: true), SlackBlocks.Text(ChatText.Cut(CardWords.Of(fact.Value), LongestFact))]));
        List<JsonObject> blocks = [SlackBlocks.RichText(title, SlackBlocks.Bullets(lines))];
        if (isSample) blocks.Add(SlackBlocks.Context("Sample data"));
        if (command.Length <= 2000) blocks.Add(SlackBlocks.Actions(SlackBlocks.Button("Investigate", $"{SlackAnswerMessage.Choose}0", command)));
        return new JsonObject { ["blocks"] = new JsonArray([.. blocks]) };
    }
}
