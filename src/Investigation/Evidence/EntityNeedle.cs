using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Evidence;

/// <summary>Bytes a record must hold to be about an entity, so that most records need not be parsed.</summary>
internal static class EntityNeedle
{
    private const int Shortest = 4;

    /// <summary>The longest part of the id that no writer escapes or spells in another way; empty when there is none. Of an ARN rather what follows its first
    /// slash: what comes before it stands in most records of the account.</summary>
    public static ReadOnlyMemory<byte> Of(EntityRef entity)
    {
        if (entity.Kind == EntityKind.IpAddress && IpText.TryParse(entity.Id, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6) return default;
        var slash = entity.Id.StartsWith("arn:", StringComparison.Ordinal) ? entity.Id.IndexOf('/', StringComparison.Ordinal) : -1;
        var longest = slash < 0 ? "" : Longest(entity.Id[(slash + 1)..]);
        if (longest.Length < Shortest) longest = Longest(entity.Id);
        return longest.Length < Shortest ? default : Encoding.ASCII.GetBytes(longest);
    }

    private static string Longest(string id)
    {
        var best = Range.EndAt(0);
        var start = 0;
        for (var at = 0; at <= id.Length; at++)
        {
            if (at < id.Length && IsPlain(id[at])) continue;
            if (at - start > best.End.Value - best.Start.Value) best = start..at;
            start = at + 1;
        }

        return id[best];
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or ':';
}

/// <summary>Compares addresses as they stand in logs with the one asked for: as text, or for IPv6 by value, whatever its spelling.</summary>
internal sealed class AddressMatch(string asked)
{
    private readonly IPAddress? ipv6 = IpText.TryParse(asked, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;

    /// <summary>Whether the text is the address asked for.</summary>
    public bool Is(string? text) =>
        text == asked || (ipv6 is not null && text is not null && IpText.TryParse(text, out var other) && other.Equals(ipv6));
}
