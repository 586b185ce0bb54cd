namespace ChatOps.Bot.Access;

/// <summary>Which role somebody has in a channel, and what gives it.</summary>
/// <param name="Because">As in "channel web:security says so".</param>
internal sealed record Standing(Role Role, string Because)
{
    /// <summary>Whether another group of the person could change it.</summary>
    public bool DependsOnGroups { get; init; }
}
