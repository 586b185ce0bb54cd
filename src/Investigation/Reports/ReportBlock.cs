using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Reports;

/// <summary>A piece of a report, in no markup language. What is ours and what is somebody else's differ by type, so that no renderer can mix them up.</summary>
internal abstract record ReportBlock;

internal sealed record Heading(int Level, params ReportRun[] Runs) : ReportBlock;

internal sealed record Paragraph(params ReportRun[] Runs) : ReportBlock;

internal sealed record BulletList(IReadOnlyList<ReportRun[]> Items) : ReportBlock;

internal sealed record Table(IReadOnlyList<string> Heads, IReadOnlyList<ReportRun[]> Rows) : ReportBlock;

internal sealed record Picture(ObservationSpan Span) : ReportBlock;

internal sealed record Drawing(string Svg, string Sentence) : ReportBlock;

internal abstract record ReportRun
{
    public static implicit operator ReportRun(string ours) => new Ours(ours);
}

/// <summary>Our own words.</summary>
internal sealed record Ours(string Text) : ReportRun;

/// <summary>Our own words, emphasised.</summary>
internal sealed record Strong(string Text) : ReportRun;

/// <summary>Somebody else's sentence.</summary>
internal sealed record Theirs(string Text) : ReportRun;

/// <summary>A name or identifier from outside.</summary>
internal sealed record Name(string Text) : ReportRun;

/// <summary>A link we made, under our own words.</summary>
internal sealed record Link(string Label, Uri Url) : ReportRun;
