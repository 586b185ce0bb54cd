using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Cards;

/// <summary>One button for the entities a card names and has no button for: they would be too many one by one.</summary>
internal static class OpenOffer
{
    /// <summary>A longer list is a search.</summary>
    public const int Most = 25;

    /// <summary>What every chat shows of a line in a menu.</summary>
    private const int LongestLabel = 75;

    /// <param name="named">The entities the card names, those first that matter most.</param>
    /// <param name="opened">Buttons the card has already.</param>
    public static IEnumerable<CardButton> Of(IEnumerable<EntityRef> named, IEnumerable<CardButton> opened)
    {
        var has = opened.Where(static button => button.Action.Verb == Verb.Pivot).Select(static button => button.Action.Argument).ToHashSet(StringComparer.Ordinal);
        var button = new CardButton("Open…", new CardAction(Verb.Pivot))
        {
            Choices = [.. named.Distinct().Where(entity => !has.Contains(entity.ToString()) && entity.ToString().Length <= CardChoices.LongestValue).Take(Most).Select(static entity => new CardChoice(Label(entity), entity.ToString()))],
        };
        if (CardChoices.Of(button).Count > 0) yield return button;
    }

    private static string Label(EntityRef entity)
    {
        var label = VisibleText.Of($"{EntityLabel.Of(entity.Kind)} {EntityLabel.Name(entity)}");
        return label.Length <= LongestLabel ? label : $"{label[..(LongestLabel - 1)]}…";
    }
}
