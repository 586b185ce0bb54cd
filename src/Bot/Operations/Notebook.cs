using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>What a check has found so far. It can be read while the check still waits for an answer that may never come.</summary>
internal sealed class Notebook
{
    private readonly Lock gate = new();
    private readonly List<Remark> remarks = [];

    public IReadOnlyList<Remark> Remarks
    {
        get
        {
            lock (gate) return [.. remarks];
        }
    }

    public void Ok(string looked, string found) => Add(new Remark(RemarkLevel.Ok, looked, found));

    public void Warn(string looked, string found, string? repair = null) => Add(new Remark(RemarkLevel.Warning, looked, found, Repair: repair));

    public void Wrong(string looked, string found, string? repair = null) => Add(new Remark(RemarkLevel.Wrong, looked, found, Repair: repair));

    /// <summary>A call that failed. Its reason says what happened and, behind a semicolon, what to do.</summary>
    public void Fault(string looked, AwsFault fault, RemarkLevel level = RemarkLevel.Wrong, string? repair = null)
    {
        var cut = fault.Reason.IndexOf("; ", StringComparison.Ordinal);
        Add(new Remark(
            level,
            looked,
            cut < 0 ? fault.Reason : fault.Reason[..cut],
            fault.Kind == AwsFaultKind.Denied ? fault.Action : null,
            repair ?? (cut < 0 ? null : Sentence(fault.Reason[(cut + 2)..]))));
    }

    private void Add(Remark remark)
    {
        lock (gate) remarks.Add(remark);
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
