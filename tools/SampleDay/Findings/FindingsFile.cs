namespace ChatOps.SampleDay.Findings;

/// <summary>All deliveries of all findings, one a line, in the order in which they reach us.</summary>
internal static class FindingsFile
{
    public static SampleFile Make()
    {
        var lines = FindingStories.All
            .SelectMany(Delivery.Of)
            .OrderBy(delivery => delivery.ReportedAt)
            .ThenBy(delivery => delivery.Story.Number)
            .Select(delivery => SampleFile.OneLine(FindingEvent.Of(delivery)) + "\n");
        return new("findings.jsonl", string.Concat(lines));
    }
}
