namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>How far an interface's own address of one family is known.</summary>
internal enum OwnState
{
    /// <summary>No record yet.</summary>
    Empty,

    /// <summary>All records are between the same two addresses; either may be its own.</summary>
    Pair,

    /// <summary>One address is common to all records, or was told.</summary>
    Single,

    /// <summary>No address is common to all records.</summary>
    None,
}

/// <summary>Learns an interface's own address: the one common to all its records. Flow logs show an interface by its primary private address, for secondary
/// ones and behind gateways, too. The order of the records does not matter.</summary>
internal struct OwnSide
{
    /// <summary>The own address, or the first of two that may be.</summary>
    public ulong A { get; private set; }

    /// <summary>The second of two that may be.</summary>
    public ulong B { get; private set; }

    /// <summary>How far it is known.</summary>
    public OwnState State { get; private set; }

    public static OwnSide Of(OwnState state, ulong a, ulong b) => new() { State = state, A = a, B = b };

    /// <summary>Learns from a record.</summary>
    /// <returns>Whether <see cref="A"/> is what was <see cref="B"/> before: all that was taken for in is out.</returns>
    public bool Learn(in Flow flow)
    {
        if (flow.Source == FlowAddresses.None || flow.Destination == FlowAddresses.None) return false;
        if (State == OwnState.None || (State == OwnState.Single && flow.Told == FlowSide.Unknown && (flow.Source == A || flow.Destination == A))) return false;
        return flow.Told switch
        {
            FlowSide.In => Keep(flow.Destination, flow.Destination),
            FlowSide.Out => Keep(flow.Source, flow.Source),
            _ => Keep(flow.Source, flow.Destination),
        };
    }

    /// <summary>Learns what was learned elsewhere.</summary>
    /// <returns>Whether the two addresses changed places here.</returns>
    public bool Learn(in OwnSide other)
    {
        switch (other.State)
        {
            case OwnState.Empty: return false;
            case OwnState.None:
                State = OwnState.None;
                return false;
            default: return Keep(other.A, other.State == OwnState.Pair ? other.B : other.A);
        }
    }

    /// <summary>Which way a flow went, by what is known of the own address.</summary>
    public readonly FlowSide SideOf(in Flow flow, FlowAddresses addresses) => flow.Told != FlowSide.Unknown ? flow.Told : State switch
    {
        OwnState.Single => flow.Source == A ? FlowSide.Out : flow.Destination == A ? FlowSide.In : TieOf(flow.Source, flow.Destination, addresses),
        _ => TieOf(flow.Source, flow.Destination, addresses),
    };

    /// <summary>Which way a flow between two addresses went when only one of them is private: that is taken for the own one.</summary>
    public static FlowSide TieOf(ulong source, ulong destination, FlowAddresses addresses)
    {
        if (((source | destination) >> 32) != 0 && (FlowAddresses.IsOther(source) || FlowAddresses.IsOther(destination))) return FlowSide.Unknown;
        var isOut = addresses.IsPrivate(source);
        return isOut == addresses.IsPrivate(destination) ? FlowSide.Unknown : isOut ? FlowSide.Out : FlowSide.In;
    }

    private bool Keep(ulong one, ulong other)
    {
        if (State == OwnState.Empty)
        {
            (A, B, State) = (one, other, one == other ? SingleOf(one) : OwnState.Pair);
            return false;
        }

        var hasA = one == A || other == A;
        var hasB = State == OwnState.Pair && (one == B || other == B);
        if (hasA && hasB) return false;
        State = hasA ? SingleOf(A) : hasB ? SingleOf(B) : OwnState.None;
        if (!hasB) return false;
        (A, B) = (B, A);
        return true;
    }

    /// <summary>A number that addresses share is common to records that have no address in common.</summary>
    private static OwnState SingleOf(ulong address) => FlowAddresses.IsOther(address) ? OwnState.None : OwnState.Single;
}
