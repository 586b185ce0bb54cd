using ChatOps.Bot.Access;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>When one entity was observed: one row per source, their union, every difference with its reason, and what lies before and after.</summary>
internal static class SpanCard
{
    /// <param name="span">The answers of all sources.</param>
    /// <param name="scope">The scope and where it came from.</param>
    /// <param name="own">The instance that holds the address itself; null when none does.</param>
    /// <param name="detective">Link to the entity's profile.</param>
    /// <param name="offer">What logs can be asked next.</param>
    /// <param name="isSample">Whether the answers are those of the sample day.</param>
    /// <param name="before">What the ledger remembers from before the scope; null for nothing.</param>
    public static Card Of(ObservationSpan span, ScopeTime scope, OwnAddress? own, ConsoleLink detective, EvidenceOffer offer, bool isSample, SeenBefore? before = null) =>
        new(CardKind.Span, CardText.Of("Observation span of ", new Code(EntityLabel.Name(span.Entity))))
        {
            Sections = [.. Sections(span, scope, own, before)],
            Buttons = [.. Buttons(span), .. Owner(span, own), .. offer.Buttons(span.Entity, null, Verb.Calls, Verb.Flow, Verb.New, Verb.Interaction).Take(3), .. before is null ? Array.Empty<CardButton>() : [SeenBefore.Button(span.Entity)]],
            Links = [new CardLink("Detective", detective.Url, detective.WhyNot)],
            Footnote = CardText.Of(
                "Asked ",
                new Moment(span.AskedAt),
                ". First and last are instants of observation, both inclusive; duration is last minus first. A count is never a duration; hours are those of the clock with at least one observation."),
            IsSample = isSample,
        };

    private static IEnumerable<CardSection> Sections(ObservationSpan span, ScopeTime scope, OwnAddress? own, SeenBefore? before)
    {
        yield return new CardParagraph(ScopeWords.Of(scope));
        if (own is not null) yield return new CardParagraph(OwnAddressWords.Of(own));
        yield return Table(span);
        if (span.FindingSays is { } says)
            yield return new CardFacts([new CardFact("The finding itself says", CardText.Of(new Interval(says.First, says.Last), $" ({UtcText.Duration(says.Duration)}), by GuardDuty's count of its own activity"))]);
        if (span.Differences.Count > 0)
        {
            yield return new CardParagraph(CardText.Of(new Strong("Why they differ")));
            yield return new CardList([.. span.Differences.Select(static difference => new CardItem(CardText.Of(new Literal(difference.Sentence))))]);
        }

        if (span.AlsoNamed.Count > 0) yield return new CardList([.. span.AlsoNamed.Select(static naming => new CardItem(CardText.Of(new Literal(naming.Sentence))))]);
        foreach (var outside in Outside("Before this scope", span.Before, OutsideRow).Concat(Outside("After this scope, until asked", span.After, static row => OutsideRow(row with { Coverage = row.Coverage with { RetainedFrom = null } })))) yield return outside;
        if (before is not null && SeenBefore.Sentence([before]) is { } remembered) yield return new CardParagraph(remembered);
        if (span.Retained is { } retained && retained != span.InScope)
            yield return new CardFacts([new CardFact("In all that is held", CardText.Of(new Interval(retained.First, retained.Last), $" ({UtcText.Duration(retained.Duration)})"))]);
        var chart = SpanChart.Of(span);
        yield return new CardChart(SpanChartRenderer.Svg(chart), chart.Sentence);
    }

    private static CardTable Table(ObservationSpan span)
    {
        var oneDay = DayOf(span);
        var rows = span.Rows.Select(row => Row(row, oneDay is not null)).ToList();
        if (span.InScope is { } union)
            rows.Add([CardText.Of(new Strong("union")), At(union.First, oneDay is not null), At(union.Last, oneDay is not null), CardText.Of(new Strong(UtcText.Duration(union.Duration))), "-"]);
        else
            rows.Add([CardText.Of(new Strong("union")), "none", "-", "-", "-"]);
        var day = oneDay is null ? "" : $", {oneDay}";
        return new CardTable($"One row per source{day}", [new("source"), new("first"), new("last"), new("duration"), new("observations")], rows);
    }

    private static IReadOnlyList<CardText> Row(SpanRow row, bool timesOnly) => row.Observed is { } observed
        ?
        [
            EvidenceWords.Source(row.Source),
            At(observed.First, timesOnly),
            At(observed.Last, timesOnly),
            CardText.Of(new Strong(UtcText.Duration(observed.Duration))),
            CardText.Of(Counted(row.Source, observed), new Literal(Reading(row.Coverage))),
        ]
        : [EvidenceWords.Source(row.Source), EvidenceWords.Fate(row.Coverage.State), "-", "-", CardText.Of(new Literal(Why(row.Coverage)))];

    private static string Counted(EvidenceKind source, Observation observed)
    {
        var who = observed.Principals is { Count: > 0 } principals ? $" · {CardPhrases.Count(principals.Count, "user or role", "users and roles")}" : "";
        return EvidenceWords.Count(source, observed.Count) + EvidenceWords.Active(observed) + who;
    }

    private static string Why(Coverage coverage) => (coverage.Reason ?? "no reason given") + Reading(coverage);

    /// <summary>What was read, how far it is complete, and what was passed over.</summary>
    private static string Reading(Coverage coverage)
    {
        var told = new List<string>();
        if (coverage.Objects > 0) told.Add($"read {CardPhrases.Count(coverage.Objects, "object", "objects")}");
        if (coverage.IsAnswer && coverage.CompleteUpTo is { } complete) told.Add($"complete until {UtcText.Minute(complete)} UTC");
        told.AddRange(coverage.Notes ?? []);
        if (coverage.IsAnswer) told.AddRange(LogGaps.Sentences(coverage));
        return told.Count == 0 ? "" : $" ({string.Join("; ", told)})";
    }

    private static IEnumerable<CardSection> Outside(string where, IReadOnlyList<SpanRow> rows, Func<SpanRow, CardText> text)
    {
        if (rows.Count == 0) yield break;
        yield return new CardParagraph(CardText.Of(new Strong(where)));
        yield return new CardList([.. rows.Select(row => new CardItem(text(row)))]);
    }

    private static CardText OutsideRow(SpanRow row)
    {
        var source = $"{EvidenceWords.Source(row.Source)}: ";
        if (row.Observed is { } observed) return CardText.Of(source, Counted(row.Source, observed), ", ", new Interval(observed.First, observed.Last));
        if (row.Coverage is { State: CoverageState.Empty, RetainedFrom: { } from }) return CardText.Of($"{source}not seen; held since ", new Moment(from));
        return row.Coverage.State == CoverageState.Empty
            ? $"{source}not seen in what is held"
            : CardText.Of($"{source}{EvidenceWords.Fate(row.Coverage.State)}: ", new Literal(row.Coverage.Reason ?? "no reason given"));
    }

    /// <summary>The instance that holds the address itself: the next to look at.</summary>
    private static IEnumerable<CardButton> Owner(ObservationSpan span, OwnAddress? own)
    {
        if (own is not null && own.InstanceId != span.Entity.Id) yield return new CardButton("Open the instance", new CardAction(Verb.Pivot, new EntityRef(EntityKind.Ec2Instance, own.InstanceId).ToString()));
    }

    private static IEnumerable<CardButton> Buttons(ObservationSpan span)
    {
        if (span.Retained is { } retained && retained != span.InScope)
            yield return new CardButton("All that is held", new CardAction(Verb.Span, $"{TimeWindow.OfWholeHours(retained.First, retained.Last.AddTicks(1))} {span.Entity}"));
        yield return new CardButton("Findings", new CardAction(Verb.Findings, $"{span.Scope} {span.Entity}"));
    }

    /// <summary>The day on which all that was observed in scope lies; null when there are several.</summary>
    private static string? DayOf(ObservationSpan span) => span.InScope is { } union && union.First.UtcDateTime.Date == union.Last.UtcDateTime.Date
        ? $"{union.First.UtcDateTime.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)} UTC"
        : null;

    private static CardText At(DateTimeOffset at, bool timeOnly) => CardText.Of(new Moment(at, timeOnly ? MomentStyle.TimeOnly : MomentStyle.DateAndTime));
}
