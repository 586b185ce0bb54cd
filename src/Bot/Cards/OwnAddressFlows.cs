using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Cards;

/// <summary>Why flow logs are silent about an instance's own public address.</summary>
internal static class OwnAddressFlows
{
    public static CardParagraph Of(OwnAddress own, EvidenceFrame frame) => own.IsPublic && own.Address.Contains('.', StringComparison.Ordinal)
        ? new CardParagraph(CardText.Of(
            new Code(own.Address),
            new Strong(" is the public address of "),
            new Code(own.InstanceId),
            new Strong(" itself"),
            frame.Entity.Kind == EntityKind.IpAddress ? ": flow logs show private addresses only, so ask for the instance." : "."))
        : new CardParagraph(OwnAddressWords.Of(own));
}
