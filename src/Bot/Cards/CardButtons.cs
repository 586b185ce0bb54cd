namespace ChatOps.Bot.Cards;

/// <summary>The buttons of a card, wherever they stand in it.</summary>
internal static class CardButtons
{
    private const int LongestId = 200;

    public static IEnumerable<CardButton> Of(Card card) => card.Buttons
        .Concat(card.Sections.OfType<CardList>().SelectMany(static list => list.Items).SelectMany(static item => item.Buttons));

    /// <summary>Those a chat can show, each once. One without an id cannot be pressed yet and is left out, and so is one that lets choose and has nothing to choose from.</summary>
    public static List<CardButton> Pressable(IEnumerable<CardButton> buttons) =>
        [.. buttons.Where(IsPressable).DistinctBy(static button => button.Id, StringComparer.Ordinal)];

    private static bool IsPressable(CardButton button) =>
        button.Id is { Length: > 0 and <= LongestId } id && !id.AsSpan().ContainsAnyExceptInRange('!', '~') && (button.Choices is null || CardChoices.Of(button).Count > 0);

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
