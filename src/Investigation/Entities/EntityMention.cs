namespace ChatOps.Investigation.Entities;

/// <summary>An entity as a finding names it.</summary>
/// <param name="Entity">Which entity.</param>
/// <param name="Relation">What the finding says of it.</param>
/// <param name="DetectiveId">Identifier in Detective's namespace (AROA… for a role, <c>cluster~account~EKS</c>, …); null when the finding does not tell it.</param>
/// <param name="Account">Account of the finding.</param>
/// <param name="Region">Region of the finding.</param>
/// <param name="FirstSeen">First time the finding saw it, inclusive.</param>
/// <param name="LastSeen">Last time the finding saw it, inclusive.</param>
public sealed record EntityMention(
    EntityRef Entity,
    EntityRelation Relation,
    string? DetectiveId,
    string Account,
    string Region,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen)
{
    /// <summary>This mention and another of the same entity as one: the stronger relation, the first identifier told, the wider times.</summary>
    public EntityMention With(EntityRelation relation, string? detectiveId, DateTimeOffset first, DateTimeOffset last) => this with
    {
        Relation = relation < Relation ? relation : Relation,
        DetectiveId = DetectiveId ?? detectiveId,
        FirstSeen = first < FirstSeen ? first : FirstSeen,
        LastSeen = last > LastSeen ? last : LastSeen,
    };
}

/// <summary>What a finding says of an entity, the strongest first.</summary>
public enum EntityRelation
{
    /// <summary>It acted.</summary>
    Actor,

    /// <summary>It was acted upon, or its credentials were used.</summary>
    Resource,

    /// <summary>It belongs to a resource: an instance's own address, a key's account.</summary>
    Belongs,
}
