using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>What an investigation of Detective's found, one table for each kind. All text in them is somebody else's.</summary>
internal static class IndicatorTables
{
    private const int Shown = 10;

    /// <summary>Rows kept of one kind; more are counted.</summary>
    private const int Most = 5000;

    public static IEnumerable<CardTable> Of(IReadOnlyList<DetectiveIndicator> indicators, IReadOnlyDictionary<string, FindingTimes> times) => new CardTable?[]
    {
        Table<FlaggedAddress>(indicators, "Flagged addresses", [new("address"), new("reason")], static one => [Id(one.Address), Text(one.Reason)]),
        Table<ObservedTactic>(
            indicators,
            "Tactics, techniques and procedures",
            [new("tactic"), new("technique"), new("procedure"), new("call"), new("address"), new("successful", true), new("failed", true)],
            static one => [Text(one.Tactic), Text(one.Technique), Text(one.Procedure), Id(one.Api), Id(one.Address), Count(one.Succeeded), Count(one.Failed)]),
        Table<ImpossibleTravel>(
            indicators,
            "Impossible travel",
            [new("from"), new("address"), new("to"), new("address there"), new("hours between", true)],
            static one => [Text(one.FromPlace), Id(one.FromAddress), Text(one.ToPlace), Id(one.ToAddress), Count(one.Hours)]),
        Table<NewGeolocation>(indicators, "New geolocations", [new("location"), new("address"), new("new for the whole account")], static one => [Text(one.Place), Id(one.Address), YesNo(one.ForAccount)]),
        Table<NewNetwork>(indicators, "New networks", [new("organization"), new("new for the whole account")], static one => [Text(one.Organization), YesNo(one.ForAccount)]),
        Table<NewUserAgent>(indicators, "New user agents", [new("user agent"), new("new for the whole account")], static one => [Id(one.UserAgent), YesNo(one.ForAccount)]),
        Table<RelatedFinding>(
            indicators,
            "Related findings",
            [new("type"), new("first seen"), new("last seen"), new("address"), new("told by"), new("ARN") { InCsvOnly = true }],
            one => Finding(one, one.Arn is { } arn ? times.GetValueOrDefault(arn) : null)),
        Table<RelatedFindingGroup>(indicators, "Finding groups", [new("id")], static one => [Id(one.Id)]) is { Rows.Count: > DetectiveCard.GroupsShown } groups ? groups with { Shown = 0 } : null,
        Table<UnknownIndicator>(indicators, "Indicators of kinds not known here", [new("kind")], static one => [Text(one.Kind)]),
    }.OfType<CardTable>();

    /// <summary>How many of each kind, such as "3 tactics, 1 flagged address".</summary>
    public static string Summary(IReadOnlyList<DetectiveIndicator> indicators)
    {
        var kinds = new[]
        {
            Of<ObservedTactic>("tactic", "tactics"), Of<ImpossibleTravel>("impossible travel", "impossible travels"), Of<FlaggedAddress>("flagged address", "flagged addresses"),
            Of<NewGeolocation>("new geolocation", "new geolocations"), Of<NewNetwork>("new network", "new networks"), Of<NewUserAgent>("new user agent", "new user agents"),
            Of<RelatedFinding>("related finding", "related findings"), Of<RelatedFindingGroup>("finding group", "finding groups"), Of<UnknownIndicator>("of a kind not known here", "of kinds not known here"),
        };
        return indicators.Count == 0 ? "none" : string.Join(", ", kinds.OfType<string>());

        string? Of<T>(string one, string many) => indicators.OfType<T>().Count() is > 0 and var count ? CardPhrases.Count(count, one, many) : null;
    }

    private static CardTable? Table<T>(IReadOnlyList<DetectiveIndicator> indicators, string caption, IReadOnlyList<CardColumn> columns, Func<T, IReadOnlyList<CardText>> row)
        where T : DetectiveIndicator
    {
        var count = indicators.OfType<T>().Count();
        if (count == 0) return null;
        var cut = count > Most ? $", the first {CardPhrases.Number(Most)} of {CardPhrases.Number(count)}" : "";
        return new CardTable(caption + cut, columns, [.. indicators.OfType<T>().Take(Most).Select(row)]) { Shown = Shown };
    }

    private static IReadOnlyList<CardText> Finding(RelatedFinding finding, FindingTimes? times) =>
    [
        Text(finding.Type),
        times is null ? "-" : CardText.Of(new Moment(times.First)),
        times is null ? "-" : CardText.Of(new Moment(times.Last)),
        Id(finding.Address),
        times is null ? "Detective only" : times.IsLedger ? "our ledger" : "GuardDuty",
        Id(finding.Arn),
    ];

    private static CardText Text(string? told) => string.IsNullOrEmpty(told) ? "-" : CardText.Of(new Literal(told));

    private static CardText Id(string? told) => string.IsNullOrEmpty(told) ? "-" : CardText.Of(new Code(told));

    private static CardText Count(long? count) => count is { } known ? CardText.Of(new Figure(known, CardPhrases.Number(known))) : "-";

    private static CardText YesNo(bool? told) => told switch { true => "yes", false => "no", null => "-" };
}
