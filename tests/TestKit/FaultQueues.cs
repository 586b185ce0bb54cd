namespace ChatOps.TestKit;

/// <summary>Faults that wait to be met. Those of one operation are met in the order they were asked for.</summary>
internal abstract class FaultQueues
{
    /// <summary>Whatever operation comes next.</summary>
    protected const string Any = "*";

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedList<Fault>> waiting = [];

    /// <summary>Faults that nothing has met yet.</summary>
    public long Left
    {
        get
        {
            lock (gate) return waiting.Values.Sum(static faults => faults.Sum(static fault => (long)fault.Times));
        }
    }

    /// <summary>No fault is left.</summary>
    public virtual void Clear()
    {
        lock (gate) waiting.Clear();
    }

    internal void Add(string operation, Fault fault)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(operation, out var faults)) waiting[operation] = faults = [];
            faults.AddLast(fault);
        }
    }

    /// <summary>The fault the operation meets now; null when it meets none.</summary>
    internal Fault? Take(string operation, string? channel)
    {
        lock (gate)
        {
            foreach (var key in IsMetByAny(operation) ? new[] { operation, Any } : [operation])
            {
                if (!waiting.TryGetValue(key, out var faults)) continue;
                var first = faults.First;
                while (first is not null && first.Value.Channel is { } only && only != channel) first = first.Next;
                if (first is null) continue;
                var fault = first.Value;
                if (fault.Times > 1) first.Value = fault with { Times = fault.Times - 1 };
                else faults.Remove(first);
                return fault;
            }

            return null;
        }
    }

    /// <summary>Whether faults of <see cref="Any"/> are met by the operation too.</summary>
    protected virtual bool IsMetByAny(string operation) => true;
}
