using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Cards;

/// <summary>That an address is an instance's own: what comes from it comes from the instance.</summary>
internal static class OwnAddressWords
{
    public static CardText Of(OwnAddress own) => CardText.Of(
        new Code(own.Address),
        new Strong($" is an instance's own {(own.IsPublic ? "public" : "private")} address"),
        " (the finding's instance details say so): what it did came from ",
        new Code(own.InstanceId),
        " itself, not from credentials used elsewhere.");
}
