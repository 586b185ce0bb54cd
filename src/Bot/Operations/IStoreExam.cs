namespace ChatOps.Bot.Operations;

/// <summary>Looks at the store without changing it: nothing is made, nothing is migrated.</summary>
internal interface IStoreExam
{
    Task<StoreCondition> LookAsync(CancellationToken cancellationToken);
}

internal enum StoreState
{
    /// <summary>It opens and has the schema this program knows.</summary>
    Ready,

    /// <summary>There is none yet; the first start makes it.</summary>
    Absent,

    /// <summary>The next start brings it up to date.</summary>
    Older,

    /// <summary>A newer program wrote it.</summary>
    Newer,

    /// <summary>It cannot be opened, or not be written.</summary>
    Unusable,
}

/// <param name="Place">Its file, or its host and database.</param>
/// <param name="Schema">Number of its schema; null when there is none.</param>
/// <param name="Known">Number of the schema this program knows.</param>
/// <param name="Why">Why it cannot be used; null when it can.</param>
internal sealed record StoreCondition(StoreState State, string Place, long? Schema, long Known, string? Why = null);
