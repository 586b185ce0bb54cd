using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>Detective's own investigation of a role or user: under way, ended without a result, or finished with all it found.</summary>
internal static class DetectiveCard
{
    private const int AddressesShown = 10;

    /// <summary>Finding groups that are linked one by one; the rest stands in a file.</summary>
    public const int GroupsShown = 10;

    /// <summary>Asked a moment ago; nothing is looked up yet.</summary>
    public static Card Asked(bool isSample) => new(CardKind.Progress, "Preparing an investigation by Detective") { IsSample = isSample };

    public static Card Progress(DetectiveFrame frame, string? trouble) => new(CardKind.Progress, CardText.Of("Detective investigates ", new Code(EntityLabel.Name(frame.Entity))))
    {
        Sections =
        [
            .. About(frame),
            new CardParagraph("Detective takes minutes to an hour. It is asked again every half minute, later every five; what it finds takes the place of this card."),
            .. trouble is null ? Array.Empty<CardSection>() : [new CardParagraph(CardText.Of(new Strong("Not learned yet: "), new Literal(trouble)))],
        ],
        IsSample = frame.IsSample,
    };

    public static Card Ended(DetectiveFrame frame, string reason) => new(CardKind.Refusal, CardText.Of("No investigation of ", new Code(EntityLabel.Name(frame.Entity)), " by Detective"))
    {
        Sections =
        [
            .. About(frame),
            new CardParagraph(CardText.Of(new Strong("Not learned: "), new Literal($"{reason}."))),
        ],
        Links = [new CardLink("Detective", frame.Profile.Url, frame.Profile.WhyNot)],
        IsSample = frame.IsSample,
    };

    public static Card Of(DetectiveFrame frame, DetectiveReport report, bool isReused, DetectiveContext context) => new(CardKind.Detective, CardText.Of("Detective on ", new Code(EntityLabel.Name(frame.Entity))))
    {
        Sections = [.. Sections(frame, report, isReused, context)],
        Buttons = [.. OpenOffer.Of(Addresses(report.Indicators).Skip(AddressesShown).Select(static one => new EntityRef(EntityKind.IpAddress, one.Address)), [])],
        Links = [new CardLink("Detective", frame.Profile.Url, frame.Profile.WhyNot)],
        Footnote = CardText.Of(
            "Amazon Detective, investigation ",
            new Code(report.Run.Id),
            " in the graph of ",
            new Code(report.Run.Graph.Account),
            ", read ",
            new Moment(report.ReadAt),
            ". None of its indicators carries a time: all of them lie somewhere inside its scope. First and last seen of findings are GuardDuty's."),
        IsSample = frame.IsSample,
    };

    private static IEnumerable<CardSection> About(DetectiveFrame frame)
    {
        yield return new CardParagraph(new CardText([new Strong("Scope "), new Interval(frame.Scope.Start, frame.Scope.End), Changed(frame), .. frame.SetBy is { } who ? new CardRun[] { " · interval set by ", new Literal(who) } : []]));
        yield return new CardFacts([new CardFact("ARN", CardText.Of(new Code(frame.Arn)))]);
        if (frame.IsGuessed)
            yield return new CardParagraph("The ARN is made of account and name, as neither findings nor the trail tell it. Of a role or user with a path it is another one; name it then: detective role arn:…");
    }

    private static string Changed(DetectiveFrame frame)
    {
        var meant = frame.Meant == frame.Scope ? "" : $", of the scope {TimeWords.Interval(frame.Meant.Start, frame.Meant.End)}";
        return frame.Changes.Count == 0 ? meant : $"{meant}: {string.Join("; ", frame.Changes)}";
    }

    private static IEnumerable<CardSection> Sections(DetectiveFrame frame, DetectiveReport report, bool isReused, DetectiveContext context)
    {
        foreach (var section in About(frame)) yield return section;
        if (report.Run.Scope is { } ran && ran != frame.Scope)
            yield return new CardParagraph(CardText.Of(new Strong("Detective investigated "), new Interval(ran.Start, ran.End), ", not the scope asked for."));
        yield return new CardFacts([.. Facts(report, isReused)]);
        if (report.Indicators.Count == 0) yield return new CardParagraph("It found no indicator of compromise in this scope.");
        var addresses = Addresses(report.Indicators);
        if (addresses.Count > 0)
        {
            yield return new CardParagraph(CardText.Of(new Strong("Addresses it names")));
            yield return new CardList([.. addresses.Take(AddressesShown).Select(static one => new CardItem(CardText.Of(new Code(one.Address), $": {one.Says}"), EvidenceOffer.OpenHere(new EntityRef(EntityKind.IpAddress, one.Address))))]);
            if (addresses.Count > AddressesShown) yield return new CardParagraph($"+{CardPhrases.Number(addresses.Count - AddressesShown)} more in the tables below; open one with pivot ip and the address.");
        }

        foreach (var table in IndicatorTables.Of(report.Indicators, context.Times)) yield return table;
        foreach (var section in Groups(context)) yield return section;
        foreach (var note in report.Notes.Concat(context.Untold)) yield return new CardParagraph(CardText.Of(new Strong("Not known: "), new Literal($"{note}.")));
    }

    private static IEnumerable<CardFact> Facts(DetectiveReport report, bool isReused)
    {
        yield return new CardFact("Severity", report.Run.Severity is { Length: > 0 } severity ? CardText.Of(new Literal(severity)) : "-");
        yield return new CardFact("Indicators", IndicatorTables.Summary(report.Indicators));
        if (report.Run.CreatedAt is { } created) yield return new CardFact("Investigated", isReused ? CardText.Of(new Moment(created), ", used again for the same entity and scope") : CardText.Of(new Moment(created)));
    }

    private static List<(string Address, string Says)> Addresses(IReadOnlyList<DetectiveIndicator> indicators) =>
    [
        .. indicators.SelectMany(static indicator => indicator.Addresses.Select(address => (Address: address, indicator.Says)))
            .GroupBy(static one => one.Address, StringComparer.Ordinal)
            .Select(static one => (one.Key, Says: one.Select(static each => each.Says).Distinct(StringComparer.Ordinal).ToList()))
            .OrderByDescending(static one => one.Says.Count)
            .Select(static one => (one.Key, string.Join("; ", one.Says))),
    ];

    private static IEnumerable<CardSection> Groups(DetectiveContext context)
    {
        if (context.Groups.Count == 0) yield break;
        yield return new CardParagraph(CardText.Of(new Strong("Finding groups"), ", told by the console only"));
        yield return new CardList([.. context.Groups.Take(GroupsShown).Select(static group => new CardItem(CardText.Of(new Code(group.Id)), null, new CardLink("Detective", group.Link.Url, group.Link.WhyNot)))]);
        if (context.Groups.Count > GroupsShown) yield return new CardParagraph($"+{CardPhrases.Number(context.Groups.Count - GroupsShown)} more");
    }
}
