namespace ChatOps.Bot.Cards;

/// <summary>The buttons of a card, wherever they stand in it.</summary>
internal static class CardButtons
{
    public static IEnumerable<CardButton> Of(Card card) => card.Buttons
        .Concat(card.Sections.OfType<CardList>().SelectMany(static list => list.Items).SelectMany(static item => item.Buttons));

    /// <summary>The card with each button replaced, in the order of <see cref="Of"/>.</summary>
    public static Card Replace(Card card, Func<CardButton, CardButton> replace) => card with
    {
        Buttons = [.. card.Buttons.Select(replace)],
        Sections = [.. card.Sections.Select(section => section is CardList list ? Replace(list, replace) : section)],
    };

    private static CardList Replace(CardList list, Func<CardButton, CardButton> replace) =>
        list with { Items = [.. list.Items.Select(item => Replace(item, replace))] };

    private static CardItem Replace(CardItem item, Func<CardButton, CardButton> replace)
    {
        var first = item.Button is { } button ? replace(button) : null;
        return item with { Button = first, Also = item.Also?.Select(replace).ToList() };
    }
}
