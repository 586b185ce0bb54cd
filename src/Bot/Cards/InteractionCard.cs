using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Cards;

/// <summary>Who and what an entity had to do with: principals of an address, instances that talked to it, roles assumed.</summary>
internal static class InteractionCard
{
    private const int Shown = 12;

    private const int Opened = 3;

    public static Card Of(EvidenceFrame frame, IReadOnlyList<ResourceInteraction> interactions, IReadOnlyList<AskedSource> asked) => frame.Card(
        CardKind.Interaction,
        CardText.Of("Resource interaction of ", new Code(frame.Name)),
        [.. Sections(frame, interactions, asked)],
        frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.Calls, Verb.Flow, Verb.New, Verb.Addresses),
        asked,
        named: interactions.SelectMany(static interaction => interaction.Rows).Select(static row => row.Entity).OfType<EntityRef>());

    private static IEnumerable<CardSection> Sections(EvidenceFrame frame, IReadOnlyList<ResourceInteraction> interactions, IReadOnlyList<AskedSource> asked)
    {
        if (frame.Own is { } own) yield return OwnAddressFlows.Of(own, frame);
        if (interactions.Count == 0 && asked.Any(static one => one.Coverage.IsAnswer)) yield return new CardParagraph("Nobody and nothing in this window, by the sources that answered.");
        foreach (var interaction in interactions)
        {
            yield return new CardParagraph(CardText.Of(new Literal(interaction.Sentence)));
            yield return IsTraffic(interaction.Kind) ? Traffic(frame, interaction) : Calls(frame, interaction);
            var opened = interaction.Rows.Where(row => row.Entity is { } entity && entity != frame.Entity).Take(Opened).ToList();
            if (opened.Count > 0) yield return new CardList([.. opened.Select(static row => Open(row.Entity!.Value))]);
            if (interaction.RowCount > interaction.Rows.Count)
                yield return new CardParagraph($"The CSV holds the first {CardPhrases.Number(interaction.Rows.Count)} of {CardPhrases.Number(interaction.RowCount)}.");
        }
    }

    private static CardItem Open(EntityRef entity) => new(
        CardText.Of($"{EntityLabel.Of(entity.Kind)} ", new Code(EntityLabel.Name(entity))),
        EvidenceOffer.OpenHere(entity));

    private static bool IsTraffic(InteractionKind kind) => kind is InteractionKind.Instances or InteractionKind.Addresses;

    private static string Heading(InteractionKind kind) => kind switch
    {
        InteractionKind.Principals => "Users and roles",
        InteractionKind.Instances => "Instances",
        InteractionKind.Addresses => "Addresses",
        InteractionKind.RolesAssumed => "Roles it assumed",
        _ => "Who assumed it",
    };

    private static CardTable Calls(EvidenceFrame frame, ResourceInteraction interaction)
    {
        var isFrom = interaction.Kind == InteractionKind.AssumedBy;
        CardColumn[] from = isFrom ? [new("from")] : [];
        return new CardTable(
            Heading(interaction.Kind) + frame.Day,
            [new("name"), new("type") { InCsvOnly = true }, new("account"), .. from, new("successful", true), new("failed", true), new("first"), new("last")],
            [.. interaction.Rows.Select(row => (IReadOnlyList<CardText>)
            [
                CardText.Of(new Code(Name(row))), Type(row), Code(row.Account), .. isFrom ? new[] { Code(row.From) } : [],
                CardText.Of(ByteWords.Count(row.Calls.Succeeded)), CardText.Of(ByteWords.Count(row.Calls.Failed)), frame.At(row.First), frame.At(row.Last),
            ])])
        { Shown = Shown };
    }

    private static CardTable Traffic(EvidenceFrame frame, ResourceInteraction interaction) => new(
        Heading(interaction.Kind) + frame.Day,
        [new("name"), new("account") { InCsvOnly = interaction.Rows.All(static row => row.Account is null) }, new("received", true), new("sent", true), new("rejected", true), new("first"), new("last")],
        [.. interaction.Rows.Select(row => (IReadOnlyList<CardText>)
        [
            CardText.Of(new Code(Name(row))), Code(row.Account), CardText.Of(ByteWords.Cell(row.Received)), CardText.Of(ByteWords.Cell(row.Sent)),
            CardText.Of(ByteWords.Count(row.RejectedRecords)), frame.At(row.First), frame.At(row.Last),
        ])])
    { Shown = Shown };

    private static string Name(Interaction row) => row.Entity is { } entity ? EntityLabel.Name(entity) : row.Name;

    private static CardText Type(Interaction row) => row.Entity is { } entity ? EntityLabel.Of(entity.Kind) : "-";

    private static CardText Code(string? text) => string.IsNullOrEmpty(text) ? "-" : CardText.Of(new Code(text));
}
