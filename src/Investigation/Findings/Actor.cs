namespace ChatOps.Investigation.Findings;

/// <summary>One remote side of a finding.</summary>
public sealed record Actor
{
    /// <summary>A strictly valid IPv4 or IPv6 address, IPv6 in its shortest lower-case form; null when the actor has none (a domain, an AWS service).</summary>
    public string? Address { get; init; }

    /// <summary>Domain name, where GuardDuty names one.</summary>
    public string? Domain { get; init; }

    /// <summary>Remote port; null when unknown.</summary>
    public int? Port { get; init; }

    /// <summary>City and country as far as GuardDuty knows them.</summary>
    public ActorLocation? Location { get; init; }

    /// <summary>Network that announces the address.</summary>
    public AutonomousSystem? Network { get; init; }

    /// <summary>First time this actor was seen, when it differs from the finding's own (attack sequence signals); otherwise null.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>Last time this actor was seen; null as for <see cref="FirstSeen"/>.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}

/// <summary>Where an address is, by GuardDuty's geolocation.</summary>
public sealed record ActorLocation(string? City, string? Country, string? CountryCode);

/// <summary>The network an address belongs to.</summary>
/// <param name="Number">Autonomous system number without "AS"; null when unknown.</param>
/// <param name="Organization">Name of the organisation; null when unknown.</param>
public sealed record AutonomousSystem(string? Number, string? Organization);
