namespace ChatOps.TestKit.Teams;

/// <summary>What goes wrong, and when.</summary>
internal sealed class TeamsFaults(TeamsDouble teams) : FaultQueues
{
    /// <summary>
    /// Faults of an operation of the connector: create, send, edit, delete, react, members, member, team, channels, or <c>*</c> (whatever of these comes next);
    /// of Entra ID: token, login metadata, login keys, login instances; of the Bot Framework's keys: metadata, keys.
    /// </summary>
    /// <param name="place">The only channel they are met in.</param>
    public TeamsFaultPlan On(string operation, TeamsPlace? place = null) => new(teams, this, operation, place?.Id);

    /// <summary>Whether more calls than a channel or the tenant allows are answered 429; they are counted in any case.</summary>
    public bool EnforcesRates { get; set; }

    /// <summary>What pictures in texts are answered instead of their bytes; null for the bytes.</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, Task>? Picture { get; set; }

    /// <summary>Each of the next activities is brought twice under the same id, and once more under a new one when fifteen seconds have passed (<see cref="TeamsDeliveries.RepeatAfter"/>).</summary>
    public int DuplicateDeliveries { get; set; }

    public override void Clear()
    {
        base.Clear();
        EnforcesRates = false;
        DuplicateDeliveries = 0;
    }

    // Nobody means the keys and tokens by whatever the connector is asked next.
    protected override bool IsMetByAny(string operation) => operation is not ("token" or "metadata" or "keys") && !operation.StartsWith("login ", StringComparison.Ordinal);
}
