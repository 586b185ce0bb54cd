using System.Globalization;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>All that a finding tells beyond its root card: description, ids, times, lists, process and GuardDuty's additional details.</summary>
internal static class FindingDetailsCard
{
    public static Card Of(Finding finding, AccountNames accounts, int deliveries, bool isSample) => new(CardKind.Finding, CardText.Of("Details of ", new Literal(finding.Title)))
    {
        Severity = finding.Severity,
        Sections =
        [
            new CardParagraph(CardText.Of(new Literal(finding.Description))),
            new CardFacts([.. Facts(finding, accounts), .. Process(finding.Process)]),
            .. Details(finding),
        ],
        Footnote = $"Source: GuardDuty, {CardPhrases.Count(deliveries, "delivery", "deliveries")} received.",
        IsSample = isSample || finding.IsSample,
    };

    private static IEnumerable<CardFact> Facts(Finding finding, AccountNames accounts)
    {
        yield return new CardFact("Type", CardText.Of(new Code(finding.Type.Text)));
        yield return new CardFact("Finding", CardText.Of(new Code(finding.Id.Id)));
        yield return new CardFact("ARN", Code(finding.Arn));
        yield return new CardFact("AWS account", new CardText([.. accounts.Runs(finding.Id)]));
        yield return new CardFact("Resource", CardText.Of(new Literal(finding.ResourceType ?? "-"), " as ", new Literal(finding.ResourceRole ?? "-")));
        yield return new CardFact("First to last seen", CardText.Of(new Interval(finding.FirstSeen, finding.LastSeen), $" · {CardPhrases.Count(finding.Count, "occurrence", "occurrences")}"));
        yield return new CardFact("Created", CardText.Of(new Moment(finding.CreatedAt)));
        yield return new CardFact("Updated", CardText.Of(new Moment(finding.UpdatedAt)));
        yield return new CardFact("Detector", Code(finding.DetectorId));
        yield return new CardFact("Archived", finding.Archived ? "yes" : "no");
        yield return new CardFact("Threat lists", finding.ThreatLists.Count == 0 ? "-" : new CardText([.. CardPhrases.Names(finding.ThreatLists, 10)]));
        if (finding.Threats.Count > 0) yield return new CardFact("Threats", new CardText([.. CardPhrases.Names(finding.Threats, 10)]));
        if (finding.AttackSequenceArn is { } sequence) yield return new CardFact("Attack sequence", Code(sequence));
    }

    private static IEnumerable<CardFact> Process(RuntimeProcess? process)
    {
        if (process is null) yield break;
        yield return new CardFact("Process", CardText.Of(new Code(process.Name ?? "-"), " ", new Code(process.Path ?? "-")));
        yield return new CardFact("Process id", process.Pid?.ToString(CultureInfo.InvariantCulture) ?? "-");
        yield return new CardFact("Process user", Code(process.User));
        yield return new CardFact("Started", process.StartedAt is { } started ? CardText.Of(new Moment(started)) : "-");
        yield return new CardFact("Command line", Code(process.CommandLine));
        yield return new CardFact("SHA-256", Code(process.Sha256));
    }

    private static IEnumerable<CardSection> Details(Finding finding)
    {
        if (finding.Details.Count > 0)
            yield return new CardTable("Additional details", [new("name"), new("value")], [.. finding.Details.Select(static detail => new[] { Code(detail.Key), CardText.Of(new Literal(detail.Value)) })]) { Shown = 15 };
    }

    private static CardText Code(string? text) => string.IsNullOrEmpty(text) ? "-" : CardText.Of(new Code(text));
}
