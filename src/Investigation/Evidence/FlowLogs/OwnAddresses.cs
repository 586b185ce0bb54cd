using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Learns the IPv4 address of each interface: the one common to all its records. Flow logs show an interface by its private address, so a public
/// address of one's own is silent there however busy it is.</summary>
internal sealed class OwnAddresses
{
    private const int Enough = 20_000;
    private readonly Dictionary<string, (string? One, string? Other)> candidates = new(StringComparer.Ordinal);
    private int taken;

    /// <summary>Whether interfaces were seen, and none of them by a public address only.</summary>
    public bool AreAllPrivate => candidates.Count > 0 && candidates.Values.All(static own => IpText.IsPrivate(own.One) || IpText.IsPrivate(own.Other));

    /// <summary>Whether nothing was seen.</summary>
    public bool IsEmpty => candidates.Count == 0;

    /// <summary>Learns from one record with traffic.</summary>
    public void Learn(in FlowRecord record)
    {
        if (taken++ >= Enough) return;
        var source = Encoding.ASCII.GetString(record.Field(FlowField.Source));
        var destination = Encoding.ASCII.GetString(record.Field(FlowField.Destination));
        var of = Encoding.ASCII.GetString(record.Field(FlowField.Interface));
        if (of.Length == 0 || !IsIpv4(source) || !IsIpv4(destination)) return;
        if (!candidates.TryGetValue(of, out var known))
        {
            candidates[of] = (source, destination);
            return;
        }

        var one = known.One == source || known.One == destination ? known.One : null;
        var other = known.Other == source || known.Other == destination ? known.Other : null;
        if (one is not null || other is not null) candidates[of] = (one, other);
    }

    private static bool IsIpv4(string text) => text.Contains('.', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal);
}
