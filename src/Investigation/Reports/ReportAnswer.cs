namespace ChatOps.Investigation.Reports;

/// <summary>An answer from logs that was given in the case, as it stood when it was given.</summary>
/// <param name="Title">What was answered about whom, such as "Flow volume of i-0a1b"; untrusted text.</param>
/// <param name="AnsweredAt">When it was given.</param>
/// <param name="Parts">Scope, figures, source and time of asking, in the order shown.</param>
public sealed record ReportAnswer(string Title, DateTimeOffset AnsweredAt, IReadOnlyList<ReportPart> Parts);

/// <summary>A part of such an answer. All text in it is untrusted.</summary>
public abstract record ReportPart;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its text.</param>
public sealed record ReportLine(string Text) : ReportPart;

/// <summary>Lines that belong together.</summary>
/// <param name="Items">One text each.</param>
public sealed record ReportLines(IReadOnlyList<string> Items) : ReportPart;

/// <summary>A table.</summary>
/// <param name="Caption">What its rows are.</param>
/// <param name="Heads">Heads of the columns; our own words.</param>
/// <param name="Rows">Rows shown, as many cells as heads.</param>
/// <param name="More">How many rows are not shown.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, int More) : ReportPart;

/// <summary>A chart.</summary>
/// <param name="Svg">The chart as one of our renderers drew it.</param>
/// <param name="Sentence">The same in one sentence.</param>
public sealed record ReportChart(string Svg, string Sentence) : ReportPart;
