using System.Globalization;
using ChatOps.Investigation.Activities;

namespace ChatOps.Investigation.Charts;

/// <summary>An upright scale from 0 with two to four round marks.</summary>
internal sealed class HourScale(HourUnit unit, double highest, double top, double bottom)
{
    private static readonly string[] CountUnits = ["", "k", "M", "G", "T", "P", "E", "Z"];

    // Below 2 there are no two whole marks; a little air above the highest bar keeps it off the edge.
    private readonly double end = Math.Max(2, highest) * 1.03;

    public double Y(double value) => bottom - Height(value);

    /// <summary>Length of a bar; anything above 0 is seen.</summary>
    public double Height(double value) => value <= 0 ? 0 : Math.Max(1, (bottom - top) * value / end);

    /// <summary>The marks above 0: steps of 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<(double Y, string Label)> Marks()
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(end)));
        var step = power * ((end / power) switch { < 2 => 0.5, < 5 => 1, _ => 2 });
        for (var value = step; value <= end; value += step) yield return (bottom - ((bottom - top) * value / end), Words(unit, value));
    }

    /// <summary>An amount in three digits: "255 MB", "1.6 k"; whole counts below 10,000 in full when asked to.</summary>
    public static string Words(HourUnit unit, double value, bool inFull = false)
    {
        if (unit == HourUnit.Bytes) return ByteText.Of(value);
        if (inFull && value < 9_999.5) return value.ToString(value < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);
        var place = 0;
        for (; value >= 999.5 && place < CountUnits.Length - 1; place++) value /= 1000;
        var format = value switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" };
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {CountUnits[place]}".TrimEnd();
    }
}
