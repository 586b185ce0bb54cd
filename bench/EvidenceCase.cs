using ChatOps.Investigation.Evidence;

namespace ChatOps.Bench;

/// <summary>One question over a world.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="What">What is asked, for the table.</param>
/// <param name="Bar">What it has to keep.</param>
/// <param name="Prepare">Takes the folder of a world and makes the question. What the question returns is called when the clock has stopped: it holds the answer
/// against the truth, fails when they differ, and says what was found.</param>
internal sealed record EvidenceCase(string Name, string What, Bar Bar, Func<string, Task<Func<Task<Func<string>>>>> Prepare)
{
    /// <summary>Askings before those that count, where milliseconds are meant: the host has been up for a while when somebody asks.</summary>
    public const int Warm = 400;

    /// <summary>Askings that count.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Askings before that.</summary>
    public int WarmUps { get; init; }

    public static EvidenceCase Of(string name, string what, Bar bar, Func<string, Func<Task<Func<string>>>> prepare) => new(name, what, bar, folder => Task.FromResult(prepare(folder)));

    /// <summary>As on a machine that has no libdeflate.</summary>
    public static EvidenceCase WithoutLibDeflate(string name, string what, Func<string, Func<Task<Func<string>>>> prepare) => new(name, what, Bar.None, folder =>
    {
        AppContext.SetSwitch(LibDeflate.OffSwitch, true);
        return Task.FromResult(prepare(folder));
    });

    /// <summary>Refuses an answer that is not the truth.</summary>
    public static void Check<T>(string what, T claimed, T told)
    {
        if (!EqualityComparer<T>.Default.Equals(claimed, told)) throw new InvalidOperationException($"{what}: {claimed}, but the truth is {told}.");
    }
}

/// <summary>Limits; null where there is none.</summary>
/// <param name="Inflations">Times of merely inflating the same files.</param>
/// <param name="Milliseconds">Median.</param>
/// <param name="Megabytes">Peak memory.</param>
internal sealed record Bar(double? Inflations = null, double? Milliseconds = null, double? Megabytes = null)
{
    public static Bar None { get; } = new();

    /// <summary>Size of the index, per cent of the stored objects.</summary>
    public double? Percent { get; init; }

    public override string ToString() => string.Join(", ", ((string?[])[
        Inflations is { } times ? FormattableString.Invariant($"{times}x") : null,
        Milliseconds is { } time ? FormattableString.Invariant($"{time} ms") : null,
        Megabytes is { } size ? FormattableString.Invariant($"{size} MB") : null,
        Percent is { } part ? FormattableString.Invariant($"{part} %") : null]).OfType<string>());
}
