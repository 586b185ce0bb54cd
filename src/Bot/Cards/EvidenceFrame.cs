using System.Globalization;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>What every answer from logs says besides its figures: who was asked about, inside which window, of which source, how far it can be relied on, what it cost.</summary>
/// <param name="Verb">The verb that asked.</param>
/// <param name="Entity">Who was asked about.</param>
/// <param name="Scope">The window and where it came from.</param>
/// <param name="Offer">What can be asked next.</param>
/// <param name="Detective">The entity's profile.</param>
/// <param name="Own">The instance that holds the address asked about; null when none is known to.</param>
/// <param name="IsSample">Whether the answer is the sample day's.</param>
internal sealed record EvidenceFrame(
    string Verb, EntityRef Entity, ScopeTime Scope, EvidenceOffer Offer, ConsoleLink Detective, OwnAddress? Own, bool IsSample)
{
    private static readonly TimeSpan SoonComplete = TimeSpan.FromHours(1);

    public string Name => EntityLabel.Name(Entity);

    /// <summary>The day all of the scope lies on, as the end of a caption; empty when there are several: then every time says its day.</summary>
    public string Day => IsOneDay ? $", {Scope.Window.Start.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "";

    private bool IsOneDay => Scope.Window.Start.UtcDateTime.Date == Scope.Window.End.AddTicks(-1).UtcDateTime.Date;

    /// <summary>A time in a table: the day stands in the caption where it is the same.</summary>
    public CardText At(DateTimeOffset? at) => at is { } known ? CardText.Of(new Moment(known, IsOneDay ? MomentStyle.TimeOnly : MomentStyle.DateAndTime)) : "-";

    /// <summary>A card of these sections in this frame.</summary>
    /// <param name="asked">The sources that were asked, and how far their answers can be relied on.</param>
    /// <param name="isOverTime">Whether it shows what happened when: the interval is changed from there.</param>
    /// <param name="named">Entities the sections name: those without a button of their own are opened by one for all.</param>
    public Card Card(CardKind kind, CardText title, IEnumerable<CardSection> sections, IEnumerable<CardButton> buttons, IReadOnlyList<AskedSource> asked, bool isOverTime = false, IEnumerable<EntityRef>? named = null)
    {
        var late = asked.FirstOrDefault(IsLate);
        List<CardSection> all = [new CardParagraph(ScopeWords.Of(Scope)), .. sections];
        if (late is not null) all.Add(new CardParagraph(Late(late)));
        var gaps = Untold(asked).ToList();
        if (gaps is [var only])
        {
            all.Add(new CardParagraph(new CardText([new Strong($"{CardGaps.Lead}: "), .. only.Runs])));
        }
        else if (gaps.Count > 0)
        {
            all.Add(new CardParagraph(CardText.Of(new Strong(CardGaps.Lead))));
            all.Add(new CardList([.. gaps.Select(static gap => new CardItem(gap))]));
        }

        List<CardButton> row = [.. buttons];
        if (late is not null) row.Add(EvidenceOffer.Button(Verb, Entity, Scope.Window, "Ask again"));
        var open = OpenOffer.Of((named ?? []).Where(entity => entity != Entity), all.OfType<CardList>().SelectMany(static list => list.Items).SelectMany(static item => item.Buttons)).ToList();
        return new Card(kind, title)
        {
            Sections = all,
            Buttons = [.. row.DistinctBy(static button => button.Action).Take((2 * EvidenceOffer.MostInRow) - open.Count), .. open, .. isOverTime ? IntervalButtons.Of(Scope) : []],
            Links = [new CardLink("Detective", Detective.Url, Detective.WhyNot)],
            Footnote = new CardText([.. Footnote(asked)]),
            IsSample = IsSample,
        };
    }

    /// <summary>Whether records of the window are still on their way.</summary>
    private bool IsLate(AskedSource asked) =>
        asked.Coverage is { IsAnswer: true, CompleteUpTo: { } complete } && complete < Scope.Window.End && asked.Coverage.AskedAt - complete < SoonComplete && !IsToldByOwn(asked.Coverage);

    /// <summary>Flow logs never show an instance's own public address, however long one waits: the card says so already.</summary>
    private bool IsToldByOwn(Coverage coverage) => Own is { IsPublic: true } && coverage.State == CoverageState.Empty;

    private CardText Late(AskedSource asked)
    {
        var complete = asked.Coverage.CompleteUpTo!.Value;
        var minutes = Math.Max(1, (long)Math.Ceiling((asked.Coverage.AskedAt - complete).TotalMinutes));
        return CardText.Of(
            $"{Sentence(asked.Source)} of ",
            new Interval(TimeWindow.Floor(complete), Scope.Window.End),
            $" are not complete yet: logs arrive {(minutes <= 20 ? "about 10 min" : "some time")} late. Shown until ",
            new Moment(complete, MomentStyle.TimeOnly),
            ".");
    }

    private IEnumerable<CardText> Untold(IReadOnlyList<AskedSource> asked)
    {
        foreach (var one in asked)
        {
            var (kind, coverage) = one;
            var source = Sentence(one.Source) + (one.What is { } what ? $", {what}" : "");
            if (!coverage.IsAnswer)
            {
                yield return CardText.Of($"{source}: {EvidenceWords.Fate(coverage.State)}", new Literal(coverage.Reason is { } reason ? $", {reason}" : ", no reason given"));
                continue;
            }

            if (IsToldByOwn(coverage)) continue;
            if (coverage is { State: CoverageState.Empty, Reason: { } why }) yield return CardText.Of($"{source}: none, ", new Literal(why));
            if (coverage.CompleteUpTo is { } complete && complete < Scope.Window.End && !IsLate(one))
                yield return CardText.Of($"{source}: complete until ", new Moment(complete), " only");
            foreach (var note in coverage.Notes ?? []) yield return CardText.Of($"{source}: ", new Literal(note));
            if (coverage.Missing.Count > 0) yield return Missing(source, coverage.Missing);
            if (coverage.RetainedFrom is { } from && from > Scope.Window.Start) yield return CardText.Of($"{source}: nothing is held from before ", new Moment(from));
        }
    }

    private CardText Missing(string source, IReadOnlyList<TimeWindow> missing)
    {
        var inside = missing.Where(gap => gap.Intersect(Scope.Window) is not null).ToList();
        var hours = missing.Sum(static gap => gap.Duration.TotalHours);
        List<CardRun> runs = [$"{source}: no log object covers {CardPhrases.Count((long)hours, "hour", "hours")}", inside.Count == 0 ? " of the time before, and all of the window is covered" : ", in the window "];
        foreach (var gap in inside.Take(3)) runs.AddRange([new Interval(gap.Start, gap.End), gap == inside[Math.Min(2, inside.Count - 1)] ? "" : ", "]);
        if (inside.Count > 3) runs.Add($", {CardPhrases.Number(inside.Count - 3)} more");
        return new CardText(runs);
    }

    private static IEnumerable<CardRun> Footnote(IReadOnlyList<AskedSource> asked)
    {
        var answers = asked.Where(static one => one.Coverage.IsAnswer).ToList();
        if (answers.Count > 0) yield return $"Source: {string.Join("; ", answers.Select(One))}. ";
        if (asked.Count > 0)
        {
            yield return "Asked ";
            yield return new Moment(asked.Max(static one => one.Coverage.AskedAt));
            yield return ".";
        }
    }

    private static string One(AskedSource asked)
    {
        var coverage = asked.Coverage;
        var told = new List<string>();
        if (coverage.CompleteUpTo is { } complete) told.Add($"complete until {UtcText.Minute(complete)} UTC");
        if (coverage.Cost is { } cost) told.Add(Paid(cost));
        else if (coverage.Objects > 0) told.Add($"{CardPhrases.Count(coverage.Objects, "object", "objects")} read");
        return told.Count == 0 ? asked.Source : $"{asked.Source} ({string.Join(", ", told)})";
    }

    private static string Paid(EvidenceCost cost)
    {
        var read = $"{CardPhrases.Count(cost.ObjectsRead, "object", "objects")} read{(cost.BytesRead > 0 ? $" ({ByteWords.Of(cost.BytesRead)})" : "")}";
        var index = cost.ObjectsFromIndex > 0 ? $", {CardPhrases.Number(cost.ObjectsFromIndex)} from the index" : "";
        return $"{read}{index}, {cost.Elapsed.TotalSeconds.ToString(cost.Elapsed.TotalSeconds < 10 ? "0.0#" : "0", CultureInfo.InvariantCulture)} s on {cost.Engine}";
    }

    /// <summary>The source as the beginning of a sentence.</summary>
    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

/// <param name="Kind">What was asked.</param>
/// <param name="Coverage">What became of the question.</param>
internal sealed record AskedSource(EvidenceKind Kind, Coverage Coverage)
{
    /// <summary>The part of the question it was asked, such as "who assumed it"; null for all of it.</summary>
    public string? What { get; init; }

    /// <summary>Name of a source that is no log, such as "IAM"; null for the kind's own.</summary>
    public string? Name { get; init; }

    public string Source => Name ?? EvidenceWords.Source(Kind);
}
