namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Figures by side and action.</summary>
internal static class FlowTallies
{
    /// <summary>Traffic of one side and action. What a format without actions tells counts as accepted.</summary>
    public static FlowTotals Of(FlowSide side, FlowAction action, Traffic traffic) => (side, action) switch
    {
        (FlowSide.Unknown, _) => default(FlowTotals) with { Undirected = traffic },
        (FlowSide.In, FlowAction.Reject) => default(FlowTotals) with { RejectedIn = traffic },
        (FlowSide.In, _) => default(FlowTotals) with { In = traffic },
        (_, FlowAction.Reject) => default(FlowTotals) with { RejectedOut = traffic },
        _ => default(FlowTotals) with { Out = traffic },
    };
}
