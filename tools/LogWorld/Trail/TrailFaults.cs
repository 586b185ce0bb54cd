using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Trail;

/// <summary>Unusual things in a trail world, none by default. Events delivered late, and events delivered twice, are usual and always there.</summary>
public sealed record TrailFaults
{
    public static TrailFaults None { get; } = new();

    /// <summary>A few of everything.</summary>
    public static TrailFaults Some { get; } = new()
    {
        Objects = new ObjectFaults { DeliveredTwice = 5, Late = 5, Plain = 5, MissingHours = 3, Truncated = 2, Empty = 2, Foreign = 2 },
        AnonymizedEvents = 9,
    };

    public ObjectFaults Objects { get; init; } = new();

    /// <summary>Events of a user with addresses such as <c>075.050.255.67</c>; some would be the attacker's for a careless reader.</summary>
    public int AnonymizedEvents { get; init; }
}
