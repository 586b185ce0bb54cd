namespace ChatOps.Bench;

/// <summary>Questions by name. Each takes the folder of a world (its truth lies in it) and says what it found in one line.</summary>
internal static class EvidenceCases
{
    /// <summary>Over a flow world.</summary>
    public static IReadOnlyDictionary<string, Func<string, Task<string>>> Flow { get; } = new Dictionary<string, Func<string, Task<string>>>(StringComparer.Ordinal)
    {
        ["flow-inflate"] = Nothing,
    };

    /// <summary>Over a trail world.</summary>
    public static IReadOnlyDictionary<string, Func<string, Task<string>>> Trail { get; } = new Dictionary<string, Func<string, Task<string>>>(StringComparer.Ordinal)
    {
        ["trail-inflate"] = Nothing,
    };

    public static IReadOnlyDictionary<string, Func<string, Task<string>>> All { get; } = Flow.Concat(Trail).ToDictionary(StringComparer.Ordinal);

    /// <summary>Asks nothing: the memory of a process that only inflates.</summary>
    private static Task<string> Nothing(string folder) => Task.FromResult($"{Yardstick.Inflate(folder, 2, rounds: 1).RawBytes:N0} bytes");
}
