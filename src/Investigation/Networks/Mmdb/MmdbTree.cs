using System.Net;
using System.Net.Sockets;

namespace ChatOps.Investigation.Networks.Mmdb;

/// <summary>The search tree of a MaxMind DB file: from the bits of an address to an offset in the data section ("Binary Search Tree Section").</summary>
internal sealed class MmdbTree
{
    /// <summary>Zeros between tree and data.</summary>
    public const int Separator = 16;

    private const int AddressBytes = 16;
    private readonly ReadOnlyMemory<byte> nodes;
    private readonly int count;
    private readonly int recordBits;
    private readonly bool isIpv6;
    private readonly uint ipv4Root;

    /// <summary>A tree.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="count">How many they are; at least 1.</param>
    /// <param name="recordBits">24, 28 or 32.</param>
    /// <param name="isIpv6">Whether it is a tree of IPv6 addresses, with IPv4 addresses in ::/96.</param>
    public MmdbTree(ReadOnlyMemory<byte> nodes, int count, int recordBits, bool isIpv6)
    {
        this.nodes = nodes;
        this.count = count;
        this.recordBits = recordBits;
        this.isIpv6 = isIpv6;
        for (var bit = 0; isIpv6 && bit < 96 && ipv4Root < count; bit++) ipv4Root = Record(ipv4Root, right: false);
    }

    /// <summary>Offset in the data section of what is known of the address; null when nothing is.</summary>
    public int? Find(IPAddress address)
    {
        Span<byte> bits = stackalloc byte[AddressBytes];
        if (!address.TryWriteBytes(bits, out var length)) return null;
        var isIpv4 = address.AddressFamily == AddressFamily.InterNetwork;
        if (!isIpv4 && !isIpv6) return null;
        var at = isIpv4 ? ipv4Root : 0;
        for (var bit = 0; bit < 8 * length && at < count; bit++) at = Record(at, (bits[bit >> 3] & (0x80 >> (bit & 7))) != 0);
        return at > count ? checked((int)(at - count)) - Separator : null; // a node number here: the tree is deeper than an address
    }

    /// <summary>Whether every record leads to a node, to nothing, or into the data section.</summary>
    /// <param name="dataLength">Length of the data section.</param>
    public bool IsSound(int dataLength)
    {
        var end = (long)count + Separator + dataLength;
        for (var node = 0u; node < count; node++)
        {
            if (!Leads(Record(node, right: false)) || !Leads(Record(node, right: true))) return false;
        }

        return true;

        bool Leads(uint record) => record <= count || (record >= count + Separator && record < end);
    }

    /// <summary>One of the two records of a node ("Node Layout"); 28 bits share the middle byte.</summary>
    private uint Record(uint node, bool right)
    {
        var bytesPerNode = recordBits / 4;
        var bytes = nodes.Span.Slice((int)node * bytesPerNode, bytesPerNode);
        return (recordBits, right) switch
        {
            (24, false) => Three(bytes),
            (24, true) => Three(bytes[3..]),
            (28, false) => ((uint)(bytes[3] & 0xf0) << 20) | Three(bytes),
            (28, true) => ((uint)(bytes[3] & 0x0f) << 24) | Three(bytes[4..]),
            (_, false) => (Three(bytes) << 8) | bytes[3],
            (_, true) => (Three(bytes[4..]) << 8) | bytes[7],
        };
    }

    private static uint Three(ReadOnlySpan<byte> bytes) => ((uint)bytes[0] << 16) | ((uint)bytes[1] << 8) | bytes[2];
}
