using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Turns the tables of a pass into those of an interaction.</summary>
internal static class InteractionTables
{
    public static IReadOnlyList<ResourceInteraction> Of(ActivityPass pass, CallFigures figures) => [];

    public static IReadOnlyList<ResourceInteraction> Of(ActivityPass pass, FlowFigures figures) => [];
}
