using ChatOps.Bot.Access;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>What findings tell of an entity; the root card of its thread.</summary>
internal static class EntityCard
{
    /// <param name="scope">What its link, and the answers beside it, keep to; null for a root card, which stands for all that is known.</param>
    public static Card Of(EntityRef entity, IReadOnlyList<EntityMention> mentions, OwnAddress? own, ConsoleLink detective, AccountNames accounts, EvidenceOffer offer, bool isSample, SeenBefore? before = null, ScopeTime? scope = null) =>
        new(CardKind.Entity, Title(entity))
        {
            Sections = [.. scope is null ? Array.Empty<CardSection>() : [new CardParagraph(ScopeWords.Of(scope))], new CardFacts([.. Facts(entity, mentions, accounts)]), .. Own(own), .. Before(before)],
            Buttons =
            [
                new("Observation span", new CardAction(Verb.Span, entity.ToString())),
                new("Findings", new CardAction(Verb.Findings, entity.ToString())),
                .. offer.All(entity),
                new("Set interval", new CardAction(Verb.Interval)) { Prompt = IntervalCard.Prompt },
                new("Report", new CardAction(Verb.Report)),
                .. before is null ? Array.Empty<CardButton>() : [SeenBefore.Button(entity)],
            ],
            Links = [new CardLink("Detective", detective.Url, detective.WhyNot)],
            IsSample = isSample,
        };

    public static CardText Title(EntityRef entity) => CardText.Of($"{EntityLabel.Of(entity.Kind)} ", new Code(EntityLabel.Name(entity)));

    private static IEnumerable<CardFact> Facts(EntityRef entity, IReadOnlyList<EntityMention> mentions, AccountNames accounts)
    {
        var numbers = mentions.Select(static mention => mention.Account).Append(entity.Account).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (entity.Kind != EntityKind.Account)
            yield return new CardFact("AWS account", numbers.Count == 0 ? "-" : new CardText([.. CardPhrases.Joined(numbers.Take(5).Select(accounts.Runs), ", "), .. More(numbers.Count - 5)]));
        if (mentions.FirstOrDefault(static mention => mention.DetectiveId is not null)?.DetectiveId is { } id && id != entity.Id)
            yield return new CardFact("Detective's identifier", CardText.Of(new Code(id)));
        if (mentions.Count == 0)
        {
            yield return new CardFact("In findings", "none names it");
            yield break;
        }

        yield return new CardFact("In findings", CardText.Of(new Interval(mentions.Min(static mention => mention.FirstSeen), mentions.Max(static mention => mention.LastSeen))));
        yield return new CardFact("As", string.Join(", ", mentions.Select(static mention => mention.Relation).Distinct().Order().Select(Relation)));
        yield return new CardFact("Region", new CardText([.. CardPhrases.Names([.. mentions.Select(static mention => mention.Region).Distinct(StringComparer.Ordinal)], 5)]));
    }

    private static IEnumerable<CardRun> More(int count)
    {
        if (count > 0) yield return $", {CardPhrases.Number(count)} more";
    }

    private static IEnumerable<CardSection> Own(OwnAddress? own)
    {
        if (own is not null) yield return new CardParagraph(OwnAddressWords.Of(own));
    }

    private static IEnumerable<CardSection> Before(SeenBefore? before)
    {
        if (before is not null && SeenBefore.Sentence([before]) is { } sentence) yield return new CardParagraph(sentence);
    }

    private static string Relation(EntityRelation relation) => relation switch
    {
        EntityRelation.Actor => "actor",
        EntityRelation.Resource => "resource",
        _ => "belonging to a resource",
    };
}
