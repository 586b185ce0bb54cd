using System.Globalization;

namespace ChatOps.Investigation.Activities;

/// <summary>How amounts of bytes read in sentences: powers of 1,000 and three digits, <c>255 MB</c>, <c>4.1 MB</c>, <c>40 B</c>.</summary>
public static class ByteText
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>The amount in its largest unit; 1 MB is 1,000,000 bytes. Zeros after the point are left out.</summary>
    /// <param name="bytes">A number of bytes; an average or a median may have parts of one. Not a number reads as <c>0 B</c>.</param>
    public static string Of(double bytes)
    {
        if (double.IsNaN(bytes)) bytes = 0;
        var size = Math.Abs(bytes);
        var unit = 0;
        while (unit < Units.Length - 1 && ThreeDigits(size) >= 1000)
        {
            size /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(bytes < 0 ? "-" : "")}{(unit == 0 ? Math.Round(size) : ThreeDigits(size)):#,0.##} {Units[unit]}");
    }

    /// <summary>The amount with one digit after the point at any size, so that rows can be told apart: <c>250.8 MB</c>, <c>40 B</c>.</summary>
    /// <param name="bytes">A number of bytes.</param>
    public static string OneDigit(long bytes)
    {
        var size = Math.Abs((double)bytes);
        var unit = 0;
        while (unit < Units.Length - 1 && (unit == 0 ? size : Math.Round(size, 1)) >= 1000)
        {
            size /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(bytes < 0 ? "-" : "")}{size.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture)} {Units[unit]}");
    }

    private static double ThreeDigits(double size) => Math.Round(size, size switch { < 9.995 => 2, < 99.95 => 1, _ => 0 }, MidpointRounding.AwayFromZero);
}
