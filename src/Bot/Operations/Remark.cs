namespace ChatOps.Bot.Operations;

internal enum RemarkLevel
{
    Ok,

    /// <summary>It works, but less than it could.</summary>
    Warning,

    /// <summary>Something that was configured does not work.</summary>
    Wrong,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Looked">What was looked at, such as "detector".</param>
/// <param name="Found">How it is.</param>
/// <param name="Action">IAM action that is missing; null when none is.</param>
/// <param name="Repair">What to do; null when there is nothing to do.</param>
internal sealed record Remark(RemarkLevel Level, string Looked, string Found, string? Action = null, string? Repair = null);

/// <summary>Remarks on one subject.</summary>
/// <param name="Title">The subject, such as "GuardDuty, 111122223333 us-east-1".</param>
internal sealed record RemarkGroup(string Title, IReadOnlyList<Remark> Remarks);

/// <summary>All that was found.</summary>
internal sealed record Diagnosis(IReadOnlyList<RemarkGroup> Groups)
{
    private IEnumerable<Remark> All => Groups.SelectMany(static group => group.Remarks);

    public int Warnings => All.Count(static remark => remark.Level == RemarkLevel.Warning);

    public int Wrongs => All.Count(static remark => remark.Level == RemarkLevel.Wrong);

    /// <summary>Of the process: a warning is no failure.</summary>
    public int ExitCode => Wrongs > 0 ? 1 : 0;
}
