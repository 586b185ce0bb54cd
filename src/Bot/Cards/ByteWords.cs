using System.Globalization;
using ChatOps.Investigation.Activities;

namespace ChatOps.Bot.Cards;

/// <summary>Figures of a table: short for people, exact in the CSV.</summary>
internal static class ByteWords
{
    private static readonly string[] Units = ["kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(long bytes) => ByteText.Of(bytes);

    /// <summary>Bytes with one digit after the point at any size, so that rows can be told apart: "250.8 MB". Powers of 1,000.</summary>
    public static Figure Cell(long bytes)
    {
        if (bytes < 1000) return new Figure(bytes, $"{bytes.ToString(CultureInfo.InvariantCulture)} B");
        double size = bytes / 1000d;
        var unit = 0;
        while (Math.Round(size, 1) >= 1000 && unit < Units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        return new Figure(bytes, $"{size.ToString("0.0", CultureInfo.InvariantCulture)} {Units[unit]}");
    }

    public static Figure Count(long count) => new(count, CardPhrases.Number(count));
}
