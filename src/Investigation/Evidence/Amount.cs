using System.Globalization;

namespace ChatOps.Investigation.Evidence;

/// <summary>Figures with their nouns: 1 object, 7,235 calls.</summary>
internal static class Amount
{
    /// <summary>The number, grouped by thousands, and the noun in the plural where it belongs.</summary>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
