using System.Text;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Learns the IPv4 address of each interface: the one common to all its records. Flow logs show an interface by its private address, so a public
/// address of one's own is silent there however busy it is.</summary>
internal sealed class OwnAddresses(FlowAddresses addresses)
{
    private const int Enough = 20_000;
    private readonly Dictionary<string, (uint? One, uint? Other)> candidates = new(AsciiKey.Comparer);
    private int taken;

    /// <summary>Whether interfaces were seen, and none of them by a public address only.</summary>
    public bool AreAllPrivate => candidates.Count > 0 && candidates.Values.All(own => IsPrivate(own.One) || IsPrivate(own.Other));

    /// <summary>Whether nothing was seen.</summary>
    public bool IsEmpty => candidates.Count == 0;

    /// <summary>Learns from one record with traffic.</summary>
    public void Learn(in FlowRecord record)
    {
        if (taken >= Enough) return;
        taken++;
        var of = record.Field(FlowField.Interface);
        if (of.IsEmpty || !record.TryIpv4(FlowField.Source, out var source) || !record.TryIpv4(FlowField.Destination, out var destination)) return;
        var byBytes = candidates.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!byBytes.TryGetValue(of, out var known))
        {
            candidates[Encoding.Latin1.GetString(of)] = (source, destination);
            return;
        }

        var one = known.One == source || known.One == destination ? known.One : null;
        var other = known.Other == source || known.Other == destination ? known.Other : null;
        if ((one is not null || other is not null) && (one, other) != known) byBytes[of] = (one, other);
    }

    private bool IsPrivate(uint? address) => address is { } number && addresses.IsPrivate(number);
}
