using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>Addresses an entity's interfaces used, as flow logs show them, and public ones as findings tell them; of an address: the interfaces that used it.</summary>
internal static class AddressesCard
{
    private const int Opened = 5;

    /// <param name="told">Addresses that findings say the entity holds.</param>
    public static Card Of(EvidenceFrame frame, IReadOnlyList<AddressAssignment> seen, IReadOnlyList<ToldAddress> told, Coverage coverage) => frame.Card(
        CardKind.Addresses,
        frame.Entity.Kind == EntityKind.IpAddress ? CardText.Of("Interfaces that used ", new Code(frame.Name)) : CardText.Of("Addresses of ", new Code(frame.Name)),
        Sections(frame, seen, told, coverage),
        frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.Flow, Verb.Activity, Verb.Interaction),
        [new AskedSource(EvidenceKind.Flows, coverage)],
        named:
        [
            .. seen.Select(static one => one.Address).Concat(told.Select(static one => one.Address)).Select(static address => new EntityRef(EntityKind.IpAddress, address)),
            .. seen.Select(static one => one.Interface).Concat(told.Select(static one => one.Interface).OfType<string>()).Where(static name => name.StartsWith("eni-", StringComparison.Ordinal)).Select(static name => new EntityRef(EntityKind.NetworkInterface, name)),
        ]);

    private static IEnumerable<CardSection> Sections(EvidenceFrame frame, IReadOnlyList<AddressAssignment> seen, IReadOnlyList<ToldAddress> told, Coverage coverage)
    {
        if (frame.Own is { } own) yield return OwnAddressFlows.Of(own, frame);
        if (seen.Count == 0 && told.Count == 0)
        {
            if (coverage.IsAnswer) yield return new CardParagraph("No flow record of this window and no finding names one.");
            yield break;
        }

        yield return new CardTable(
            $"In the order first observed{frame.Day}",
            [new("address"), new("interface"), new("first"), new("last"), new("observations"), new("source")],
            [.. seen.Select(one => Row(frame, one)), .. told.Select(one => Row(frame, one))]);
        if (told.Any(static one => one.IsPublic) && frame.Entity.Kind != EntityKind.IpAddress)
            yield return new CardParagraph("Flow logs show private addresses only; public ones are known from findings, with the times of the findings.");
        var open = seen.Select(static one => one.Address).Concat(told.Select(static one => one.Address)).Distinct(StringComparer.Ordinal)
            .Where(address => address != frame.Entity.Id).Take(Opened).ToList();
        if (open.Count > 0) yield return new CardList([.. open.Select(Open)]);
    }

    private static IReadOnlyList<CardText> Row(EvidenceFrame frame, AddressAssignment seen) =>
    [
        CardText.Of(new Code(seen.Address)), CardText.Of(new Code(seen.Interface)), frame.At(seen.First), frame.At(seen.Last),
        CardPhrases.Count(seen.Records, "record", "records"), "flow logs",
    ];

    private static IReadOnlyList<CardText> Row(EvidenceFrame frame, ToldAddress told) =>
    [
        CardText.Of(new Code(told.Address)), told.Interface is { } name ? CardText.Of(new Code(name)) : "-", frame.At(told.First), frame.At(told.Last),
        CardPhrases.Count(told.Findings, "finding", "findings"), told.IsPublic ? "findings (public)" : "findings (private)",
    ];

    private static CardItem Open(string address) => new(
        CardText.Of(new Code(address)),
        EvidenceOffer.OpenHere(new EntityRef(EntityKind.IpAddress, address)));
}

/// <summary>An address that findings say an instance holds.</summary>
/// <param name="First">First seen of the first finding that says so.</param>
/// <param name="Last">Last seen of the last one.</param>
internal sealed record ToldAddress(string Address, string? Interface, bool IsPublic, DateTimeOffset First, DateTimeOffset Last, int Findings);
