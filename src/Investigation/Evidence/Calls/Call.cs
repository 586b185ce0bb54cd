using System.Runtime.CompilerServices;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>One call, reduced to what is counted. Its values are numbers of a <see cref="CallValues"/>, so that counting compares no text.</summary>
internal struct Call
{
    /// <summary>When the call was made, UTC ticks.</summary>
    public long Ticks;

    /// <summary>What copies of the call share: a hash of its id; 0 when it has none, or when copies of it were removed already.</summary>
    public ulong Identity;

    /// <summary>Whether copies of it may differ (one per account, or an updated one): then the least of them is counted, not the first that comes.</summary>
    public bool MayDiffer;

    /// <summary>Whether the call succeeded.</summary>
    public bool Succeeded;

    /// <summary>Number of the value in each <see cref="CallColumn"/>; 0 when absent. Columns no grouping asks for may stay 0.</summary>
    public CallNumbers Values;

    /// <summary>Number of the value in a column.</summary>
    public int this[CallColumn column]
    {
        readonly get => Values[(int)column];
        set => Values[(int)column] = value;
    }

    /// <summary>One number per column.</summary>
    [InlineArray(Columns)]
    internal struct CallNumbers
    {
        public const int Columns = (int)CallColumn.Place + 1;
        private int first;
    }
}
