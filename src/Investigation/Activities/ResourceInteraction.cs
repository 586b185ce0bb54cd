using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Who an entity had to do with in the window: one table.</summary>
/// <param name="Kind">What the rows are to the entity.</param>
/// <param name="Rows">Most calls or bytes first.</param>
/// <param name="RowCount">How many there are in all, shown or not.</param>
/// <param name="Sentence">The table in one sentence with its figures; holds untrusted text.</param>
public sealed record ResourceInteraction(InteractionKind Kind, IReadOnlyList<Interaction> Rows, long RowCount, string Sentence)
{
    internal static readonly CallColumn[] Principals = [CallColumn.Principal, CallColumn.Account];
    internal static readonly CallColumn[] Roles = [CallColumn.Service, CallColumn.Call, CallColumn.Resource];
    internal static readonly CallColumn[] Assumers = [CallColumn.Principal, CallColumn.Address, CallColumn.Account];
    internal static readonly FlowColumn[] Instances = [FlowColumn.Instance, FlowColumn.Interface];

    /// <summary>All tables the answer of a pass of <see cref="ActivityTopic.Interaction"/> or <see cref="ActivityTopic.RoleAssumption"/> holds; those
    /// without rows are left out.</summary>
    public static IReadOnlyList<ResourceInteraction> Of(ActivityPass pass, CallFigures figures) => InteractionTables.Of(pass, figures);

    /// <summary>All tables the flows of a pass hold; those without rows are left out.</summary>
    /// <param name="pass">The pass that was asked.</param>
    /// <param name="figures">Its answer.</param>
    /// <param name="own">Whether the address asked about is held by one of our own interfaces: then the instances of the records are its holders, not its
    /// partners, and are left out.</param>
    public static IReadOnlyList<ResourceInteraction> Of(ActivityPass pass, FlowFigures figures, bool own = false) => InteractionTables.Of(pass, figures, own);

    internal static CallAsk CallAsk => new() { Groupings = [new CallGrouping(Principals), new CallGrouping(Roles)] };

    internal static CallAsk KubernetesAsk => new() { Groupings = [new CallGrouping(Principals)] };

    internal static CallAsk AssumedAsk => new() { Groupings = [new CallGrouping(Assumers)], Relation = CallRelation.Assumed };

    internal static FlowAsk FlowAsk => new() { Groupings = [new FlowGrouping(Instances), new FlowGrouping([FlowColumn.RemoteAddress])] };
}

/// <summary>What the rows of an interaction are to the entity asked about.</summary>
public enum InteractionKind
{
    /// <summary>Users and roles that called: from the address, with the user agent, on the bucket.</summary>
    Principals,

    /// <summary>Instances, or interfaces where the format names no instance, that had traffic with the address.</summary>
    Instances,

    /// <summary>Addresses the entity had traffic with.</summary>
    Addresses,

    /// <summary>Roles the entity assumed.</summary>
    RolesAssumed,

    /// <summary>Who assumed the role, or impersonated the Kubernetes subject.</summary>
    AssumedBy,
}

/// <summary>One of those an entity had to do with.</summary>
/// <param name="Name">How it is called where it was seen; untrusted text.</param>
/// <param name="Entity">The entity it is, to ask further about; null when it has no profile.</param>
/// <param name="Account">Its account; null when unknown.</param>
/// <param name="First">First time in the window, inclusive, UTC; null when unknown.</param>
/// <param name="Last">Last time in the window, inclusive, UTC; null when unknown.</param>
/// <param name="Calls">Calls it is about; none for traffic.</param>
/// <param name="Sent">Bytes it sent to the entity asked about, accepted; 0 for calls.</param>
/// <param name="Received">Bytes it received from the entity asked about, accepted; 0 for calls.</param>
public sealed record Interaction(
    string Name,
    EntityRef? Entity,
    string? Account,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    CallCount Calls,
    long Sent,
    long Received)
{
    /// <summary>Where it called from, for <see cref="InteractionKind.AssumedBy"/>; null otherwise. Untrusted text.</summary>
    public string? From { get; init; }

    /// <summary>Rejected records between the two, in either direction.</summary>
    public long RejectedRecords { get; init; }
}
