namespace ChatOps.Bot.Cards;

/// <summary>What a button lets choose, and whether what came back is one of it. Chats can be made to send anything: only what was offered counts. Pure.</summary>
internal static class CardChoices
{
    /// <summary>A longer list is a search. No chat takes more in one menu.</summary>
    public const int Most = 100;

    /// <summary>What every chat brings back whole.</summary>
    public const int LongestValue = 150;

    /// <summary>Of what may be typed beside a choice.</summary>
    public const int LongestTyped = 1000;

    private const int MostNamed = 8;

    /// <summary>What can be offered in any chat: each value once. Empty for a button without choices.</summary>
    public static IReadOnlyList<CardChoice> Of(CardButton button) =>
        [.. (button.Choices ?? []).Where(static choice => IsValue(choice.Value)).DistinctBy(static choice => choice.Value, StringComparer.Ordinal).Take(Most)];

    /// <summary>What is chosen and what is typed, as the action takes it; null when there is neither.</summary>
    public static string? Joined(string? chosen, string? typed) => $"{chosen} {typed}".Trim() is { Length: > 0 } both ? both : null;

    /// <summary>Why what came back is not taken, and what would be; null when it is.</summary>
    /// <param name="value">As <see cref="Joined"/> makes it.</param>
    public static string? WhyNot(CardButton button, string? value)
    {
        if (button.Choices is null || Chosen(button, value) is not null) return null;
        var offered = Named(button);
        return string.IsNullOrWhiteSpace(value) ? $"Choose one first: {offered}." : $"“{ShortOf(value)}” is not among what “{button.Label}” lets choose: {offered}.";
    }

    /// <summary>Which of the choices a value begins with: the longest, as one may begin like another. Null when it is none, or when more was typed than a menu takes.</summary>
    public static CardChoice? Chosen(CardButton button, string? value) => Of(button)
        .Where(choice => value == choice.Value || (!button.IsMenu && value?.StartsWith(choice.Value + " ", StringComparison.Ordinal) == true))
        .MaxBy(static choice => choice.Value.Length);

    /// <summary>The labels in words; of many the first.</summary>
    public static string Named(CardButton button)
    {
        var labels = Of(button).Select(static choice => choice.Label).ToList();
        return labels.Count > MostNamed ? $"{string.Join(", ", labels.Take(MostNamed))} or {CardPhrases.Number(labels.Count - MostNamed)} more" : CardPhrases.Either(labels);
    }

    private static bool IsValue(string value) => value.Length is > 0 and <= LongestValue && value.Trim().Length == value.Length && !value.Any(static letter => char.IsControl(letter) || char.IsSurrogate(letter));

    private static string ShortOf(string value) => Investigation.Entities.VisibleText.Of(value.Length <= 60 ? value : $"{value[..(char.IsHighSurrogate(value[59]) ? 59 : 60)]}…");
}
