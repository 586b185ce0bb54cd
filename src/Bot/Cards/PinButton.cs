using ChatOps.Bot.Access;

namespace ChatOps.Bot.Cards;

/// <summary>The button by which an answer comes to stand in the report, or no longer does.</summary>
internal static class PinButton
{
    private static readonly CardButton Pin = new("Pin to report", new CardAction(Verb.Pin));

    private static readonly CardButton Unpin = new("Unpin", new CardAction(Verb.Unpin));

    /// <summary>Whether it is an answer with figures of its own, which a report can show.</summary>
    public static bool Fits(CardKind kind) => kind is CardKind.Span or CardKind.AssociatedFindings or CardKind.Instance or CardKind.Flow or CardKind.Activity or CardKind.Calls or CardKind.NewBehavior
        or CardKind.Interaction or CardKind.Addresses or CardKind.Kubernetes or CardKind.Detective or CardKind.Permissions or CardKind.History;

    /// <summary>The card with the one of both buttons that does something; a card of another kind as it is.</summary>
    public static Card On(Card card, bool isPinned) => !Fits(card.Kind) ? card : card with
    {
        Buttons = [.. card.Buttons.Where(static button => button.Action.Verb is not (Verb.Pin or Verb.Unpin)), isPinned ? Unpin : Pin],
    };
}
