namespace ChatOps.TestKit.Teams;

/// <summary>What goes wrong, and when. Faults of one operation are taken in the order they were asked for.</summary>
internal sealed class TeamsFaults(TeamsDouble teams)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedList<TeamsFault>> waiting = [];

    /// <summary>
    /// Faults of an operation of the connector: create, send, edit, delete, react, members, member, team, channels, or <c>*</c> (whatever of these comes next);
    /// of Entra ID: token, login metadata, login keys, login instances; of the Bot Framework's keys: metadata, keys.
    /// </summary>
    /// <param name="place">The only channel they are met in.</param>
    public TeamsFaultPlan On(string operation, TeamsPlace? place = null) => new(teams, this, operation, place?.Id);

    /// <summary>Whether more calls than a channel or the tenant allows are answered 429; they are counted in any case.</summary>
    public bool EnforcesRates { get; set; }

    /// <summary>Each of the next activities is brought twice under the same id, and once more under a new one when fifteen seconds have passed (<see cref="TeamsDeliveries.RepeatAfter"/>).</summary>
    public int DuplicateDeliveries { get; set; }

    /// <summary>No fault is left.</summary>
    public void Clear()
    {
        lock (gate) waiting.Clear();
        EnforcesRates = false;
        DuplicateDeliveries = 0;
    }

    /// <summary>Faults that nothing has met yet.</summary>
    public long Left
    {
        get
        {
            lock (gate) return waiting.Values.Sum(static faults => faults.Sum(static fault => (long)fault.Times));
        }
    }

    internal void Add(string operation, TeamsFault fault)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(operation, out var faults)) waiting[operation] = faults = [];
            faults.AddLast(fault);
        }
    }

    internal TeamsFault? Take(string operation, string? channel)
    {
        lock (gate)
        {
            foreach (var key in operation is "token" or "metadata" or "keys" || operation.StartsWith("login ", StringComparison.Ordinal) ? [operation] : new[] { operation, "*" })
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
}
