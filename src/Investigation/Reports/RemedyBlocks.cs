using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Reports;

/// <summary>Resources to put right, each with its reason and the next step.</summary>
internal static class RemedyBlocks
{
    public static IEnumerable<ReportBlock> Of(AfterActionReport report)
    {
        var remedies = Remedies.Of(report);
        if (remedies.Count == 0) yield break;
        yield return new Heading(2, "What to remediate");
        yield return new Paragraph(report.State.IsHarmless
            ? "By the verdict nothing has to be put right. This is what the findings name, for whoever wants to make sure."
            : "Computed from the findings and from the calls of the scope; why stands beside each.");
        yield return new Table(
            ["resource", "name", "why", "next step"],
            [.. remedies.Select(static one => new ReportRun[] { EntityLabel.Of(one.Entity.Kind), new Name(EntityLabel.Name(one.Entity)), new Theirs(string.Join("; ", one.Why)), one.Next })]);
    }
}
