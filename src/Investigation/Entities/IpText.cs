using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChatOps.Investigation.Entities;

/// <summary>Strict reading of addresses. The framework reads "075.050.255.67" as octal and "1.2.3" as 1.2.0.3; logs hold both as anonymised text.</summary>
public static class IpText
{
    private static readonly SearchValues<char> Ipv6Letters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Reads a dotted-quad IPv4 address without leading zeros, or an IPv6 address without zone.</summary>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text) || text.Length > 45) return false;
        if (text.Contains(':', StringComparison.Ordinal))
        {
            if (text.AsSpan().IndexOfAnyExcept(Ipv6Letters) >= 0) return false;
        }
        else if (!IsDottedQuad(text))
        {
            return false;
        }

#pragma warning disable RS0030 // the one place that may: octal and short forms were refused above
        return IPAddress.TryParse(text, out address)
#pragma warning restore RS0030
            && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
    }

    /// <summary>The one spelling of an address: two texts that mean the same address become equal (IPv6 compressed and lower case, IPv4-mapped IPv6 as IPv4).</summary>
    /// <returns>Null when the text is no address.</returns>
    public static string? Canonical(string? text)
    {
        if (!TryParse(text, out var address)) return null;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    /// <summary>Whether an address is used inside networks only: RFC 1918, RFC 6598 (100.64.0.0/10), loopback, link-local, and unique local ones of IPv6.</summary>
    /// <returns>False when the text is no address.</returns>
    public static bool IsPrivate(string? text) => TryParse(text, out var address) && IsPrivate(address);

    /// <summary>The same of an address that was read; an IPv4 address written as IPv6 counts as IPv4.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (!plain.TryWriteBytes(bytes, out var length)) return false;
        if (length == 16) return plain.IsIPv6UniqueLocal || plain.IsIPv6LinkLocal || IPAddress.IsLoopback(plain);
        return bytes[0] is 10 or 127 || (bytes[0], bytes[1]) is (172, >= 16 and <= 31) or (192, 168) or (169, 254) or (100, >= 64 and <= 127);
    }

    private static bool IsDottedQuad(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            if (++parts > 4 || !IsOctet(text[range])) return false;
        }

        return parts == 4;
    }

    private static bool IsOctet(ReadOnlySpan<char> part) =>
        part.Length is >= 1 and <= 3
        && !part.ContainsAnyExceptInRange('0', '9')
        && (part.Length == 1 || part[0] != '0')
        && int.Parse(part, CultureInfo.InvariantCulture) <= 255;
}
