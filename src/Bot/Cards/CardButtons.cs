namespace ChatOps.Bot.Cards;

/// <summary>The buttons of a card, wherever they stand in it.</summary>
internal static class CardButtons
{
    public static IEnumerable<CardButton> Of(Card card) => card.Buttons
        .Concat(card.Sections.OfType<CardList>().SelectMany(static list => list.Items).Select(static item => item.Button).OfType<CardButton>());

    /// <summary>The card with each button replaced, in the order of <see cref="Of"/>.</summary>
    public static Card Replace(Card card, Func<CardButton, CardButton> replace) => card with
    {
        Buttons = [.. card.Buttons.Select(replace)],
        Sections = [.. card.Sections.Select(section => section is CardList list ? Replace(list, replace) : section)],
    };

    private static CardList Replace(CardList list, Func<CardButton, CardButton> replace) =>
        list with { Items = [.. list.Items.Select(item => item.Button is { } button ? item with { Button = replace(button) } : item)] };
}
