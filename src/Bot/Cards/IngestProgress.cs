using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>How far the evidence index is.</summary>
/// <param name="Lines">One for each kind of log and place.</param>
/// <param name="IsRunning">Whether logs are being read now.</param>
/// <param name="LastRun">When the last run ended; null before the first.</param>
/// <param name="IndexBytes">Bytes on disk.</param>
/// <param name="Problem">Why the index is not being written, in words for an operator; null when all is well. May hold text of the system.</param>
internal sealed record IngestProgress(IReadOnlyList<IngestLine> Lines, bool IsRunning, DateTimeOffset? LastRun, long IndexBytes, string? Problem);

/// <summary>How far the logs of one kind in one place are.</summary>
/// <param name="Objects">Objects there are, inside the retention.</param>
/// <param name="Indexed">Those in the index.</param>
/// <param name="Bytes">Stored bytes of all; of those in the index: <paramref name="IndexedBytes"/>.</param>
/// <param name="Damaged">Objects in the index that could not be read, or not to their end.</param>
/// <param name="Problem">Why it did not go on; null when it did.</param>
internal sealed record IngestLine(LogKind Kind, string Place, long Objects, long Indexed, long Bytes, long IndexedBytes, long Damaged, string? Problem)
{
    /// <summary>Of the bytes, since they take the time; never 100 before all is there.</summary>
    public int Percent => Indexed >= Objects ? 100 : (int)Math.Min(99, Bytes == 0 ? 100 * Indexed / Objects : 100.0 * IndexedBytes / Bytes);
}
