namespace ChatOps.Bot.Cards;

/// <summary>That the same finding is talked about in other channels too.</summary>
internal static class ElsewhereCard
{
    /// <summary>That a finding is told here because its own channel does not take it.</summary>
    /// <param name="why">The vendor's word; untrusted text.</param>
    public static Card Routed(string from, string why, bool isSample) => new(
        CardKind.Changed,
        CardText.Of("Routed here: ", new Code(from), " cannot be spoken in (", new Literal(why), "). Repair it, then resend one of its messages on the operator's page."))
    { IsSample = isSample };

    public static Card Of(IReadOnlyList<string> channels, bool isSample) =>
        new(CardKind.Changed, new CardText(["This finding has a thread elsewhere too: ", .. CardPhrases.Names(channels, 10), "."])) { IsSample = isSample };
}
