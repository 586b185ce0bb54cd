using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>One pass over one source that a topic needs for an entity: what to ask, and against which time. A source that cannot know the entity has a
/// pass, too: with the reason and nothing to ask.</summary>
/// <param name="Source">API calls, flows or Kubernetes audit.</param>
/// <param name="Question">The question, its baseline set where the topic compares.</param>
/// <param name="Flows">What to ask of flows; null for the other sources and where nothing is to be asked.</param>
/// <param name="Calls">What to ask of calls; null as before.</param>
/// <param name="WhyNot">Why nothing is asked, such as "flow logs do not name roles"; null when something is.</param>
public sealed record ActivityPass(EvidenceKind Source, EvidenceQuestion Question, FlowAsk? Flows, CallAsk? Calls, string? WhyNot)
{
    /// <summary>Whether there is something to ask.</summary>
    public bool Applies => WhyNot is null;

    /// <summary>The answer that stands for a pass with nothing to ask: not asked, with the reason.</summary>
    public Coverage NotAsked => new(CoverageState.NotAsked, Question.AsOf, WhyNot);
}

/// <summary>What is asked about an entity: one verb of the thread each.</summary>
public enum ActivityTopic
{
    /// <summary>Flow volume and distinct counts per hour, with baseline: for <see cref="FlowVolume"/> and <see cref="DistinctCounts"/>.</summary>
    Flow,

    /// <summary>The flows of a window: <see cref="FlowTables.Activity"/> and <see cref="FlowTables.Addresses"/>.</summary>
    FlowActivity,

    /// <summary>Call volume per hour with baseline, and <see cref="CallTables"/>: for <see cref="CallVolume"/> and <see cref="CallTree"/>.</summary>
    Calls,

    /// <summary>The same of Kubernetes calls.</summary>
    Kubernetes,

    /// <summary>New and increased behavior: for <see cref="NewBehavior"/>.</summary>
    NewBehavior,

    /// <summary>Who the entity had to do with: for <see cref="ResourceInteraction"/>.</summary>
    Interaction,

    /// <summary>Who assumed the role or impersonated the Kubernetes subject asked about: a pass of its own, because other calls are looked at.</summary>
    RoleAssumption,

    /// <summary>Which calls a role made and what they failed with, without baseline: for <see cref="Permissions.UnusedPermissions"/>.</summary>
    Permissions,
}
