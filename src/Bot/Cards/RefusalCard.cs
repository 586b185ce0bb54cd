namespace ChatOps.Bot.Cards;

/// <summary>What was not learned, and what would work.</summary>
internal static class RefusalCard
{
    /// <param name="why">Whole sentences; may hold untrusted text.</param>
    public static Card Of(string why) => new(CardKind.Refusal, CardText.Of(new Literal(why)));
}
