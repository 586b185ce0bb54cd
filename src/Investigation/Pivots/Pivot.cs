using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Pivots;

/// <summary>A step from a finding to one of its entities, inside a window.</summary>
/// <param name="Mention">The entity and what the finding says of it.</param>
/// <param name="Scope">The window the step keeps.</param>
/// <param name="Answers">One line on what the entity's profile will answer.</param>
/// <param name="Detective">Deep link to the entity's profile in Detective, or why there is none.</param>
public sealed record Pivot(EntityMention Mention, TimeWindow Scope, string Answers, ConsoleLink Detective);
