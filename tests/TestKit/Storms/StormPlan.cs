namespace ChatOps.TestKit.Storms;

/// <summary>A storm of findings over a Slack channel, and what befalls the program meanwhile.</summary>
/// <param name="Seed">Of everything that is left to chance.</param>
internal sealed record StormPlan(int Seed)
{
    /// <summary>New findings, sent at once.</summary>
    public int Findings { get; init; } = 100;

    /// <summary>How often each is delivered: every state twice, each later one with a higher count.</summary>
    public int Deliveries { get; init; } = 1;

    /// <summary>How many times the program is killed.</summary>
    public int Kills { get; init; }

    /// <summary>How long at most it lives between two kills, from when it is ready.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How many faults Slack has.</summary>
    public int Faults { get; init; }

    /// <summary>How many things people say.</summary>
    public int Sayings { get; init; }

    /// <summary>How long at most between two faults, and between two things people say.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long all of it may take to come to rest.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long at most between one delivery of all findings and the next.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The count each finding ends with.</summary>
    public int LastCount => (Deliveries + 1) / 2;

    /// <summary>More options of the program.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
