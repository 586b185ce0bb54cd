using ChatOps.Investigation.Activities;

namespace ChatOps.Bot.Cards;

/// <summary>Figures of a table: short for people, exact in the CSV.</summary>
internal static class ByteWords
{
    public static string Of(long bytes) => ByteText.Of(bytes);

    /// <summary>Bytes with one digit after the point at any size, so that rows can be told apart: "250.8 MB".</summary>
    public static Figure Cell(long bytes) => new(bytes, ByteText.OneDigit(bytes));

    public static Figure Count(long count) => new(count, CardPhrases.Number(count));
}
