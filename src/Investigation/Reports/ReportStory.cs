using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>Decides what a report says and in which order. The same report always gives the same story.</summary>
internal static class ReportStory
{
    public static IEnumerable<ReportBlock> Of(AfterActionReport report) =>
    [
        .. Head(report), .. Summary(report), .. NotLearned(report), .. EvidenceBlocks.Of(report), .. Entities(report), .. Roles(report), .. Spans(report), .. Findings(report),
        .. Answers("New behavior", report.NewBehavior), .. Answers("Other answers from logs", report.Answers), .. RemedyBlocks.Of(report), .. TimelineBlocks.Of(report), .. Links(report),
    ];

    private static IEnumerable<ReportBlock> Head(AfterActionReport report)
    {
        yield return new Heading(1, "After-action report: ", new Theirs(report.Title));
        List<ReportRun> state = report.Case is { } number ? [new Strong(FormattableString.Invariant($"Case {number}")), " · "] : ["Case "];
        if (report.Subject is { } subject) state.AddRange([new Name(subject), " · "]);
        state.Add(new Strong(report.State.Words));
        if (report.State.By is { } by) state.AddRange([" by ", new Theirs(by)]);
        if (report.State.At is { } at) state.Add($", {TimeWords.Instant(at)}");
        if (report.State.Reason is { Length: > 0 } reason) state.AddRange([": ", new Theirs(reason)]);
        state.Add(". ");
        state.AddRange(Made(report));
        yield return new Paragraph([.. state]);
        yield return new Paragraph([$"Scope: {TimeWords.Interval(report.Scope.Window.Start, report.Scope.Window.End)}, ", .. Origin(report.Scope), "."]);
        if (report.IsSample) yield return new Paragraph(new Strong("Sample data: nothing of this happened."));
    }

    private static ReportRun[] Made(AfterActionReport report) => report.Version is { } version
        ? [FormattableString.Invariant($"Version {version.Number} of the report, made {TimeWords.Instant(report.MadeAt)} by "), new Theirs(version.By), "."]
        : [$"Report made {TimeWords.Instant(report.MadeAt)}."];

    private static ReportRun[] Origin(ScopeTime scope) => scope switch
    {
        { Origin: ScopeOrigin.SetByAnalyst, SetBy: { } by } => ["set by ", new Theirs(by)],
        { Origin: ScopeOrigin.SetByAnalyst } => ["set by hand"],
        { Origin: ScopeOrigin.Finding } => ["the finding's first to last seen in whole hours"],
        { Origin: ScopeOrigin.AroundFinding } => ["from a day before to a day after the finding, in whole hours"],
        { Origin: ScopeOrigin.Entity } => ["whole hours around all that is known of the entity"],
        { Origin: ScopeOrigin.Mentions } => ["whole hours around the findings that name the entity"],
        { Origin: ScopeOrigin.LastDay } => ["the last day of what is known of the entity"],
        _ => ["named in the question"],
    };

    private static IEnumerable<ReportBlock> Summary(AfterActionReport report)
    {
        yield return new Heading(2, "Summary");
        List<ReportRun[]> lines = [.. UseLines.Of(report.Uses)];
        if (report.Findings.Count > 0) lines.Add(FindingsInShort(report));
        lines.AddRange(report.OwnAddresses.Select(OwnAddress));
        lines.AddRange(report.Spans.Select(InShort));
        yield return lines.Count > 0 ? new BulletList(lines) : new Paragraph("Nothing was observed.");
    }

    private static ReportRun[] FindingsInShort(AfterActionReport report)
    {
        var findings = report.Findings;
        var count = EvidenceWords.Count(EvidenceKind.Findings, findings.Count);
        var when = TimeWords.Interval(findings.Min(static one => one.FirstSeen), findings.Max(static one => one.LastSeen));
        var worst = findings.MaxBy(static one => one.Severity)!;
        return [$"GuardDuty reported {count}, {when}; the highest severity is {worst.Severity} (", new Name(worst.Type.Text), ")."];
    }

    private static ReportRun[] OwnAddress(OwnAddress own) =>
    [
        new Name(own.Address), " is ", new Name(own.InstanceId), own.IsPublic ? "'s own public address" : "'s own private address",
        " (the finding's instance details say so): activity from it came from the instance itself.",
    ];

    private static ReportRun[] InShort(ObservationSpan span)
    {
        var scope = $"in the scope {TimeWords.Interval(span.Scope.Start, span.Scope.End)}";
        if (span.InScope is not { } union) return [new Name(EntityLabel.Name(span.Entity)), $" was not observed {scope} by the sources that answered."];
        var counts = span.Rows.Where(static row => row.Observed is not null).Select(static row => $"{EvidenceWords.Count(row.Source, row.Observed!.Count)} ({Origin(row.Source)})");
        return
        [
            new Name(EntityLabel.Name(span.Entity)),
            $" was observed for {UtcText.Duration(union.Duration)}, {TimeWords.Interval(union.First, union.Last)}, {scope}: {string.Join(", ", counts)}.",
        ];
    }

    private static string Origin(EvidenceKind source) => source switch
    {
        EvidenceKind.Findings => "GuardDuty",
        EvidenceKind.ApiCalls => "CloudTrail",
        EvidenceKind.Flows => "VPC flow logs",
        _ => "EKS audit logs",
    };

    private static IEnumerable<ReportBlock> Findings(AfterActionReport report)
    {
        if (report.Findings.Count == 0) yield break;
        yield return new Heading(2, "Findings in the order observed");
        yield return new Paragraph("As GuardDuty tells them; occurrences are GuardDuty's own count.");
        yield return new Table(
            ["first – last seen", "severity", "type", "title", "occurrences", "account and region", "id"],
            [.. report.Findings.Select(static one => new ReportRun[]
            {
                TimeWords.Interval(one.FirstSeen, one.LastSeen), one.Severity.ToString(), new Name(one.Type.Text), new Theirs(one.Title),
                FormattableString.Invariant($"{one.Count:N0}"), new Name($"{one.Id.Account} {one.Id.Region}"), new Name(one.Id.Id),
            })]);
    }

    private static IEnumerable<ReportBlock> Entities(AfterActionReport report)
    {
        if (report.Entities.Count == 0) yield break;
        yield return new Heading(2, "Entities");
        yield return new Paragraph("As the findings name them; first and last are the findings' own times.");
        yield return new Table(
            ["entity", "name", "part", "first – last", "account and region"],
            [.. report.Entities.Select(static one => new ReportRun[]
            {
                EntityLabel.Of(one.Entity.Kind), new Name(EntityLabel.Name(one.Entity)), Part(one.Relation), TimeWords.Interval(one.FirstSeen, one.LastSeen),
                new Name($"{one.Entity.Account ?? one.Account} {one.Region}"),
            })]);
    }

    private static string Part(EntityRelation relation) => relation switch
    {
        EntityRelation.Actor => "acted",
        EntityRelation.Resource => "was acted upon or used",
        _ => "belongs to a resource",
    };

    private static IEnumerable<ReportBlock> Spans(AfterActionReport report) =>
        report.Spans.Count == 0 ? [] : [new Heading(2, "Observation spans"), .. report.Spans.SelectMany(SpanBlocks.Of)];

    private static IEnumerable<ReportBlock> Answers(string heading, IReadOnlyList<ReportAnswer> answers) => answers.Count == 0 ? [] : [new Heading(2, heading), .. AnswerBlocks.Of(answers)];

    private static IEnumerable<ReportBlock> Roles(AfterActionReport report) =>
        report.Roles.Count == 0 ? [] : [new Heading(2, "Roles and what should be scoped down"), .. AnswerBlocks.Of(report.Roles)];

    private static IEnumerable<ReportBlock> Links(AfterActionReport report)
    {
        if (report.Links.Count == 0) yield break;
        yield return new Heading(2, "Appendix: links");
        yield return new BulletList([.. report.Links.Select(static one => one.Link.Url is { } url
            ? new ReportRun[] { new Link(one.Label, url), " ", new Name(one.Target) }
            : [$"{one.Label} ", new Name(one.Target), " – no link: ", new Theirs(one.Link.WhyNot ?? "")])]);
    }

    private static IEnumerable<ReportBlock> NotLearned(AfterActionReport report)
    {
        yield return new Heading(2, "Not learned");
        var gaps = ReportGaps.Of(report.Spans).Concat(report.NotLearned).Distinct().ToList();
        yield return gaps.Count == 0
            ? new Paragraph("Every source that was asked answered in full.")
            : new BulletList([.. gaps.Select(static gap => new ReportRun[] { new Theirs(gap) })]);
    }
}
