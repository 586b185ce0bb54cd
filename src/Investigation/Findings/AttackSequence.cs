namespace ChatOps.Investigation.Findings;

/// <summary>An attack sequence: several signals that GuardDuty puts together.</summary>
/// <param name="Uid">Id of the sequence.</param>
/// <param name="Description">GuardDuty's sentence; untrusted text.</param>
/// <param name="Actors">Principals named.</param>
/// <param name="Resources">Resources named.</param>
/// <param name="Signals">Signals, each with its own first and last time.</param>
public sealed record AttackSequence(
    string? Uid,
    string? Description,
    IReadOnlyList<SequenceActor> Actors,
    IReadOnlyList<SequenceResource> Resources,
    IReadOnlyList<SequenceSignal> Signals);

/// <summary>A principal in a sequence.</summary>
public sealed record SequenceActor(string Id, string? UserName, string? UserUid, string? UserType, string? CredentialUid, string? Account)
{
    /// <summary>ARN of the role that issued the session; null when not said.</summary>
    public string? SessionIssuer { get; init; }

    /// <summary>The process that acted; null when the actor is none.</summary>
    public RuntimeProcess? Process { get; init; }
}

/// <summary>A resource in a sequence.</summary>
/// <param name="Uid">ARN or id.</param>
/// <param name="Type">EC2_INSTANCE, S3_BUCKET, ACCESS_KEY, …</param>
/// <param name="Name">Name; null when not said.</param>
public sealed record SequenceResource(string Uid, string Type, string? Name)
{
    /// <summary>Account the resource belongs to; null when not said.</summary>
    public string? Account { get; init; }
}

/// <summary>A signal: a finding, an API call or other event that is part of the sequence.</summary>
/// <param name="Uid">A finding's ARN when <paramref name="Type"/> is FINDING.</param>
/// <param name="Type">FINDING, CLOUD_TRAIL, S3_DATA_EVENTS, …</param>
/// <param name="Name">Name; untrusted text.</param>
/// <param name="FirstSeen">First time, inclusive.</param>
/// <param name="LastSeen">Last time, inclusive.</param>
/// <param name="Count">How often.</param>
/// <param name="Addresses">Addresses of its endpoints.</param>
public sealed record SequenceSignal(
    string Uid,
    string Type,
    string? Name,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    long Count,
    IReadOnlyList<string> Addresses)
{
    /// <summary>GuardDuty's sentence on the signal; untrusted text, null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Severity of the signal; null when not said.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Ids of <see cref="AttackSequence.Actors"/> that took part.</summary>
    public IReadOnlyList<string> ActorIds { get; init; } = [];

    /// <summary>Ids of <see cref="AttackSequence.Resources"/> that took part.</summary>
    public IReadOnlyList<string> ResourceUids { get; init; } = [];
}
