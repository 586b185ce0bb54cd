using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate;

/// <summary>What our own ledger remembers of an entity from outside of the case: findings, cases, notes.</summary>
internal static class HistoryCard
{
    private const int TypesNamed = 5;

    private const int LongestLine = 200;

    /// <param name="askedAt">When the ledger was asked.</param>
    public static Card Of(EntityHistory history, DateTimeOffset askedAt, bool isSample) => new(CardKind.History, Title(history))
    {
        Sections = [.. Sections(history)],
        Footnote = new CardText(["Source: what was received and written here", .. Reach(history), ". Without the finding and the case of this thread. Asked ", new Moment(askedAt), "."]),
        IsSample = isSample,
    };

    private static CardText Title(EntityHistory history) => CardText.Of(
        history.IsNothing ? "Not seen before: " : "Seen before: ", $"{EntityLabel.Of(history.Entity.Kind)} ", new Code(EntityLabel.Name(history.Entity)));

    private static IEnumerable<CardRun> Reach(EntityHistory history)
    {
        if (history.LedgerFrom is { } from)
        {
            yield return ". Our ledger reaches back to ";
            yield return new Moment(from);
        }

        yield return $"; GuardDuty itself keeps {GuardDutyFindings.Retention.Days} days";
    }

    private static IEnumerable<CardSection> Sections(EntityHistory history)
    {
        yield return new CardFacts(
        [
            new("Findings", history.FindingCount == 0 ? "none names it" : new CardText([.. Findings(history)])),
            new("Cases", history.CaseCount == 0 ? "none" : CardPhrases.Number(history.CaseCount)),
            new("Notes", history.NoteCount == 0 ? "none names it" : CardPhrases.Number(history.NoteCount)),
        ]);
        foreach (var section in Listed("Cases", history.Cases, history.CaseCount, Row)) yield return section;
        foreach (var section in Listed("Notes", history.Notes, history.NoteCount, Row)) yield return section;
        foreach (var section in Listed("Findings", history.Findings, history.FindingCount, Row)) yield return section;
    }

    private static IEnumerable<CardRun> Findings(EntityHistory history)
    {
        yield return history.AreMore ? $"the newest {CardPhrases.Number(history.FindingCount)}, " : $"{CardPhrases.Number(history.FindingCount)}, ";
        if (history is { First: { } first, Last: { } last }) yield return first == last ? new Moment(first) : new Interval(first, last);
        yield return ": ";
        var types = history.Types.Take(TypesNamed).Select(static type => new CardRun[] { $"{CardPhrases.Number(type.Findings)} × ", new Code(type.Type) });
        foreach (var run in CardPhrases.Joined(types, ", ")) yield return run;
        if (history.Types.Count > TypesNamed) yield return $", {CardPhrases.Count(history.Types.Count - TypesNamed, "more type", "more types")}";
    }

    private static IEnumerable<CardSection> Listed<T>(string what, IReadOnlyList<T> newest, int count, Func<T, CardItem> row)
    {
        if (newest.Count == 0) yield break;
        var head = newest.Count < count ? $"{what}, the newest {CardPhrases.Number(newest.Count)} of {CardPhrases.Number(count)}" : what;
        yield return new CardParagraph(CardText.Of(new Strong(head)));
        yield return new CardList([.. newest.Select(row)]);
    }

    private static CardItem Row(FindingSummary finding) => new(
        CardText.Of(finding.FirstSeen == finding.LastSeen ? new Moment(finding.FirstSeen) : new Interval(finding.FirstSeen, finding.LastSeen), $" · {finding.Severity} · ", new Code(finding.Type.Text), " · ", new Literal(finding.Title)),
        new CardButton("Investigate", new CardAction(Verb.Investigate, finding.Id.ToString())));

    private static CardItem Row(Case one)
    {
        var runs = new List<CardRun> { $"Case {one.Number} · ", new Literal(one.Title), " · " };
        runs.AddRange(one switch
        {
            { State: CaseState.Closed, Verdict: { } verdict } => Closed(verdict, one.ClosedAt),
            { State: CaseState.Closed } => ["closed"],
            { Assignee: { } assignee } => [$"{one.State.ToString().ToLowerInvariant()}, ", new Literal(assignee.Name)],
            _ => [one.State.ToString().ToLowerInvariant()],
        });
        var opens = one.Finding is { } finding ? new CardAction(Verb.Investigate, finding.ToString()) : one.Entity is { } entity ? new CardAction(Verb.Investigate, entity.ToString()) : null;
        return new CardItem(new CardText(runs), opens is null ? null : new CardButton("Investigate", opens));
    }

    private static IEnumerable<CardRun> Closed(Verdict verdict, DateTimeOffset? at)
    {
        yield return $"closed as {CaseWords.Of(verdict)} by ";
        yield return new Literal(verdict.By.Name);
        if (at is { } closed)
        {
            yield return ", ";
            yield return new Moment(closed);
        }

        if (verdict.Reason.Length == 0) yield break;
        yield return ": ";
        yield return new Literal(FirstLine(verdict.Reason));
    }

    private static CardItem Row(PastNote note) => new(
        new CardText(
        [
            new Literal(note.Author.Name), ", ", new Moment(note.WrittenAt),
            .. note.Case is { } number ? [$", Case {number}"] : Array.Empty<CardRun>(), $" in {note.Channel.Vendor}: ", new Literal(FirstLine(note.Text)),
        ]),
        null,
        note.Link is { } link ? new CardLink("Note", link) : null);

    private static string FirstLine(string text)
    {
        var line = text.Trim().Split('\n', 2)[0].TrimEnd();
        return line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
    }
}
