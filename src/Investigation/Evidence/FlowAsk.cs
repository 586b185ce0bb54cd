namespace ChatOps.Investigation.Evidence;

/// <summary>What is wanted of network flows; all of it is answered in one pass.</summary>
public sealed record FlowAsk
{
    /// <summary>Whether traffic per hour is wanted.</summary>
    public bool Hours { get; init; }

    /// <summary>Whether exact numbers of distinct addresses and ports per hour are wanted.</summary>
    public bool Distinct { get; init; }

    /// <summary>Tables wanted.</summary>
    public IReadOnlyList<FlowGrouping> Groupings { get; init; } = [];
}

/// <summary>One table of flows: records that share the values of all columns make one row.</summary>
/// <param name="Columns">At least one, each once.</param>
/// <param name="Top">How many rows are wanted at most; those with most bytes in the window come first.</param>
public sealed record FlowGrouping(IReadOnlyList<FlowColumn> Columns, int Top = 50)
{
    /// <summary>Only rows that are absent from the baseline.</summary>
    public bool OnlyNew { get; init; }
}

/// <summary>What flows can be grouped by, seen from the entity asked about: its own side is local, the other is remote. For an address nobody here owns,
/// that address is the local side and our interface the remote one.</summary>
public enum FlowColumn
{
    /// <summary>Address of the other side, in its canonical spelling.</summary>
    RemoteAddress,

    /// <summary>Port on the entity's side; <c>-</c> for protocols without ports.</summary>
    LocalPort,

    /// <summary>Port on the other side; <c>-</c> for protocols without ports.</summary>
    RemotePort,

    /// <summary>IANA protocol number: <c>6</c>.</summary>
    Protocol,

    /// <summary><c>ACCEPT</c> or <c>REJECT</c>.</summary>
    Action,

    /// <summary>Network interface the record was made at.</summary>
    Interface,

    /// <summary>Instance of that interface; <c>-</c> where the format does not name it.</summary>
    Instance,
}
