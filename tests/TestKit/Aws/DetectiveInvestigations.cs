using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.TestKit.Aws;

/// <summary>The five operations of investigations.</summary>
internal static partial class DetectiveInvestigations
{
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(3);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly string[] Severities = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];
    private static readonly string[] Kinds = ["TTP_OBSERVED", "IMPOSSIBLE_TRAVEL", "FLAGGED_IP_ADDRESS", "NEW_GEOLOCATION", "NEW_ASO", "NEW_USER_AGENT", "RELATED_FINDING", "RELATED_FINDING_GROUP"];

    public static JsonObject Answer(string operation, AwsDetective graph, AwsRequest request) => operation switch
    {
        "StartInvestigation" => Start(graph, request),
        "GetInvestigation" => Get(graph, request),
        "ListInvestigations" => List(graph, request),
        "ListIndicators" => Indicators(graph, request),
        _ => UpdateState(graph, request),
    };

    private static JsonObject Start(AwsDetective graph, AwsRequest request)
    {
        var entity = request.Text("EntityArn") ?? "";
        if (!Investigable().IsMatch(entity)) throw DetectiveService.Invalid("The entity ARN must be that of an IAM user or an IAM role.");
        var (from, to) = (Time(request.Text("ScopeStartTime"), "scopeStartTime"), Time(request.Text("ScopeEndTime"), "scopeEndTime"));
        // docs.aws.amazon.com/detective/latest/userguide/run-investigations.html: at least three hours, at most thirty days.
        if (to - from < Shortest || to - from > Longest) throw DetectiveService.Invalid("The scope time must be at least 3 hours and at most 30 days.");
        return new JsonObject { ["InvestigationId"] = graph.Begin(entity, from, to).Id };
    }

    private static JsonObject Get(AwsDetective graph, AwsRequest request)
    {
        var it = Asked(graph, request);
        it.Poll();
        var answer = Summary(it);
        answer["GraphArn"] = graph.GraphArn;
        answer["ScopeStartTime"] = AwsNames.Iso(it.From);
        answer["ScopeEndTime"] = AwsNames.Iso(it.To);
        return answer;
    }

    private static JsonObject List(AwsDetective graph, AwsRequest request)
    {
        var filter = request.Json["FilterCriteria"] as JsonObject ?? [];
        var found = graph.Investigations.Where(it => Fits(it, filter));
        var sort = request.Json["SortCriteria"] as JsonObject;
        Func<AwsInvestigation, string> key = sort?["Field"]?.ToString() switch
        {
            "SEVERITY" => static it => Array.IndexOf(Severities, it.Severity).ToString("00", CultureInfo.InvariantCulture),
            "STATUS" => static it => it.Status,
            _ => static it => AwsNames.Iso(it.Created),
        };
        var sorted = sort?["SortOrder"]?.ToString() == "ASC" ? found.OrderBy(key, StringComparer.Ordinal) : found.OrderByDescending(key, StringComparer.Ordinal);
        return DetectiveService.Page([], "InvestigationDetails", [.. sorted], request, 100, Summary);
    }

    private static JsonObject Indicators(AwsDetective graph, AwsRequest request)
    {
        var it = Asked(graph, request);
        var kind = request.Text("IndicatorType");
        if (kind is not null && !Kinds.Contains(kind)) throw DetectiveService.Invalid("Value at 'indicatorType' failed to satisfy constraint: Member must satisfy enum value set");
        List<AwsIndicator> found = [.. it.Indicators.Where(indicator => kind is null || indicator.Kind == kind)];
        return DetectiveService.Page(new JsonObject { ["GraphArn"] = graph.GraphArn, ["InvestigationId"] = it.Id }, "Indicators", found, request, 100, static indicator => indicator.Written);
    }

    private static JsonObject UpdateState(AwsDetective graph, AwsRequest request)
    {
        if (request.Text("State") is not ("ACTIVE" or "ARCHIVED")) throw DetectiveService.Invalid("Value at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ARCHIVED, ACTIVE]");
        Asked(graph, request).State = request.Text("State")!;
        return [];
    }

    private static AwsInvestigation Asked(AwsDetective graph, AwsRequest request)
    {
        var id = request.Text("InvestigationId") ?? "";
        if (id.Length != 21 || !id.All(char.IsAsciiDigit)) throw DetectiveService.Invalid("Value at 'investigationId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]+$");
        return graph.Investigations.FirstOrDefault(it => it.Id == id) ?? throw new AwsRefusal(404, "ResourceNotFoundException", "The requested investigation does not exist.");
    }

    private static JsonObject Summary(AwsInvestigation it)
    {
        var summary = new JsonObject
        {
            ["InvestigationId"] = it.Id,
            ["Status"] = it.Status,
            ["State"] = it.State,
            ["CreatedTime"] = AwsNames.Iso(it.Created),
            ["EntityArn"] = it.EntityArn,
            ["EntityType"] = it.EntityArn.Contains(":user/", StringComparison.Ordinal) ? "IAM_USER" : "IAM_ROLE",
        };
        if (it.Severity is not null) summary["Severity"] = it.Severity;
        return summary;
    }

    private static bool Fits(AwsInvestigation it, JsonObject filter) =>
        Same(filter["Severity"], it.Severity) && Same(filter["Status"], it.Status) && Same(filter["State"], it.State) && Same(filter["EntityArn"], it.EntityArn)
        && (filter["CreatedTime"] is not { } created || (it.Created >= Time(created["StartInclusive"]?.ToString(), "startInclusive") && it.Created <= Time(created["EndInclusive"]?.ToString(), "endInclusive")));

    private static bool Same(JsonNode? wanted, string? value) => wanted is null || wanted["Value"]?.ToString() == value;

    private static DateTimeOffset Time(string? text, string member) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : throw DetectiveService.Invalid($"Value at '{member}' failed to satisfy constraint: Member must be an ISO 8601 timestamp");

    [GeneratedRegex(@"^arn:aws[-\w]*:iam::\d{12}:(role|user)/.+$")]
    private static partial Regex Investigable();
}
