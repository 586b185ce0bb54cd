using ChatOps.Investigation.Evidence.GuardDuty.Wire;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Keeps the first reason for which a document is refused, so that reading can go on without exceptions.</summary>
internal sealed class Refusals
{
    public FindingRefused? First { get; private set; }

    public void Add(string path, string reason) => First ??= new FindingRefused(path, reason);

    /// <summary>A time the span of a finding depends on. Absent is null; present but unreadable refuses the document, for no other time may silently take its place.</summary>
    public DateTimeOffset? Time(GuardDutyNode node)
    {
        if (!node.Exists || node.IsEmptyText) return null;
        if (GuardDutyTime.Read(node) is { } time) return time;
        Add(node.Path, $"is not a time; {GuardDutyTime.Wanted}");
        return null;
    }
}
