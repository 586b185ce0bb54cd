using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Flows;

/// <summary>Unusual things in a flow world, none by default. NODATA, a few SKIPDATA and rows delivered up to 22 minutes late are usual and always there.</summary>
public sealed record FlowFaults
{
    public static FlowFaults None { get; } = new();

    /// <summary>A few of everything.</summary>
    public static FlowFaults Some { get; } = new()
    {
        Objects = new ObjectFaults { DeliveredTwice = 3, Late = 3, Plain = 3, MissingHours = 2, Truncated = 2, Empty = 2, Foreign = 2 },
        RepeatedHeaders = 5,
        SkippedIntervals = 4,
        MacRows = 6,
        AnonymizedRows = 9,
        SpelledRows = 12,
        SecondaryRows = 7,
    };

    public ObjectFaults Objects { get; init; } = new();

    /// <summary>Objects that hold their header a second time, between rows.</summary>
    public int RepeatedHeaders { get; init; }

    /// <summary>Additional SKIPDATA rows of the victim's interface.</summary>
    public int SkippedIntervals { get; init; }

    /// <summary>EFA rows: MAC addresses, no ports, no protocol. Of an interface that is not the victim's.</summary>
    public int MacRows { get; init; }

    /// <summary>Rows of other interfaces with addresses such as <c>075.050.255.67</c>; some would be the attacker's for a careless reader.</summary>
    public int AnonymizedRows { get; init; }

    /// <summary>Rows of the victim's interface whose remote end is one IPv6 address in four spellings.</summary>
    public int SpelledRows { get; init; }

    /// <summary>Rows of the victim's interface for its secondary address: it stands in pkt-srcaddr or pkt-dstaddr, where the format has them.</summary>
    public int SecondaryRows { get; init; }
}
