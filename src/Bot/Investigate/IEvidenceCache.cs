using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate;

/// <summary>The index as its host sees it: a file that may be missing, full, damaged or in another process's hands, while questions go on.</summary>
internal interface IEvidenceCache : IEvidenceIndex
{
    /// <summary>Opens it when it is not open yet, or no longer.</summary>
    /// <returns>Null when it can be written; otherwise why not, in words for the operator.</returns>
    string? TryOpen();

    /// <summary>Whether another process holds it.</summary>
    bool IsHeldElsewhere { get; }

    /// <summary>Bytes on disk.</summary>
    long Bytes { get; }
}
