namespace ChatOps.Bench;

/// <summary>Questions by name, in the order they are asked: an index is built before it is asked.</summary>
internal static class EvidenceCases
{
    /// <summary>Over a flow world.</summary>
    public static IReadOnlyList<EvidenceCase> Flow { get; } = [Inflating("flow-inflate"), .. FlowCases.All, .. FlowCases.Growth];

    /// <summary>Over a trail world.</summary>
    public static IReadOnlyList<EvidenceCase> Trail { get; } = [Inflating("trail-inflate"), .. TrailCases.All, .. TrailCases.Growth];

    public static IReadOnlyDictionary<string, EvidenceCase> All { get; } = Flow.Concat(Trail).ToDictionary(static one => one.Name, StringComparer.Ordinal);

    /// <summary>Asks nothing: the time and memory of a process that only inflates.</summary>
    private static EvidenceCase Inflating(string name) => EvidenceCase.Of(name, "merely inflating", Bar.None, static folder => () =>
    {
        var inflation = Yardstick.Inflate(folder, EvidenceBench.Threads, rounds: 1);
        return Task.FromResult(() => inflation.ToString());
    });
}
