namespace ChatOps.Investigation.Evidence;

/// <summary>What an answer cost.</summary>
/// <param name="Engine">Which engine answered, in a word or two: <c>this host</c>.</param>
/// <param name="Elapsed">Time from question to answer.</param>
/// <param name="ObjectsRead">Log objects opened and read for this answer.</param>
/// <param name="BytesRead">Bytes of these objects as stored (compressed).</param>
/// <param name="ObjectsFromIndex">Log objects that were answered from the index, without opening them.</param>
public sealed record EvidenceCost(string Engine, TimeSpan Elapsed, long ObjectsRead, long BytesRead, long ObjectsFromIndex)
{
    /// <summary>Name of the engine that reads log objects on the machine the program runs on.</summary>
    public const string ThisHost = "this host";
}
