namespace ChatOps.Investigation.Networks;

/// <summary>What an address belongs to; at least one part is known. Text comes from a file and is untrusted.</summary>
/// <param name="Asn">Number of the autonomous system; null when unknown.</param>
/// <param name="Organization">Who runs the network; null when unknown.</param>
/// <param name="Country">The country's English name, or its code where only that is known; null when unknown.</param>
/// <param name="City">The city's English name; null when unknown.</param>
public sealed record NetworkName(long? Asn, string? Organization, string? Country, string? City)
{
    /// <summary>ISO 3166-1 code of two letters; null when unknown.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Whether nothing is known.</summary>
    internal bool IsEmpty => Asn is null && Organization is null && Country is null && City is null && CountryCode is null;

    /// <summary>This, with what only the other knows.</summary>
    internal NetworkName With(NetworkName other) => new(Asn ?? other.Asn, Organization ?? other.Organization, Country ?? other.Country, City ?? other.City)
    {
        CountryCode = CountryCode ?? other.CountryCode,
    };

    /// <summary>Puts the parts of a flat record together, whatever spelling it has: <c>AS15169</c> or 15169, a country's name or its code.</summary>
    /// <returns>Null when nothing is known.</returns>
    internal static NetworkName? Of(string? asn, string? organization, string? country, string? code, string? city)
    {
        if (IsCode(country)) (country, code) = (null, IsCode(code) ? code : country);
        code = IsCode(code) ? Text(code)!.ToUpperInvariant() : null;
        var name = new NetworkName(Number(asn), Text(organization), Text(country) ?? code, Text(city)) { CountryCode = code };
        return name.IsEmpty ? null : name;
    }

    /// <summary>The number in <c>AS15169</c> or <c>15169</c>; null when there is none, and for 0, which some files write for "none".</summary>
    internal static long? Number(string? asn)
    {
        if (Text(asn) is not { } text) return null;
        var digits = text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;
        return uint.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }

    private static bool IsCode(string? text) => Text(text) is [var first, var second] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second);

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } said and not "-" ? said : null;
}
