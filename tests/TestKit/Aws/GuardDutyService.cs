using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

internal sealed class GuardDutyService(AwsDouble aws) : IAwsService
{
    private const int MostIds = 50;
    private readonly Dictionary<(string Account, string Region), AwsGuardDuty> places = [];
    private readonly List<AwsFinding> findings = [];

    public string Name => "guardduty";

    public AwsProtocol Protocol => AwsProtocol.RestJson;

    public AwsGuardDuty Of(string account, string region)
    {
        lock (aws.Gate) return places.TryGetValue((account, region), out var place) ? place : places[(account, region)] = new AwsGuardDuty(aws, this, account, region);
    }

    public string? OperationOf(AwsRequest request) => (request.Method, Parts(request)) switch
    {
        ("GET", ["detector"]) => "ListDetectors",
        ("GET", ["detector", _]) => "GetDetector",
        ("POST", ["detector", _, "findings"]) => "ListFindings",
        ("POST", ["detector", _, "findings", "get"]) => "GetFindings",
        ("POST", ["detector", _, "findings", "archive"]) => "ArchiveFindings",
        ("POST", ["detector", _, "findings", "unarchive"]) => "UnarchiveFindings",
        ("POST", ["detector", _, "findings", "feedback"]) => "UpdateFindingsFeedback",
        ("POST", ["detector", _, "findings", "create"]) => "CreateSampleFindings",
        ("GET", ["detector", _, "member"]) => "ListMembers",
        ("GET", ["detector", _, "administrator"]) => "GetAdministratorAccount",
        _ => null,
    };

    public AwsNeed NeedOf(string operation, AwsRequest request) => new($"guardduty:{operation}", AwsNames.Arn("guardduty", request.Region, request.Account, $"detector/{Parts(request).ElementAtOrDefault(1) ?? "*"}"));

    public Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation)
    {
        lock (aws.Gate)
        {
            var here = Of(request.Account, request.Region);
            if (operation != "ListDetectors" && (here.DetectorId is null || Parts(request)[1] != here.DetectorId)) throw Bad("The request is rejected because the input detectorId is not owned by the current account.");
            return Task.FromResult(AwsAnswer.Json(operation switch
            {
                "ListDetectors" => Page<string>("detectorIds", here.DetectorId is { } id ? [id] : [], request.Query.GetValueOrDefault("nextToken"), Most(request.Query.GetValueOrDefault("maxResults")), static id => id),
                "GetDetector" => GuardDutyPlaces.Detector(here),
                "ListFindings" => List(here, request),
                "GetFindings" => Get(here, request),
                "ArchiveFindings" => Archive(here, request, true),
                "UnarchiveFindings" => Archive(here, request, false),
                "UpdateFindingsFeedback" => Rate(here, request),
                "CreateSampleFindings" => CreateSamples(here, request),
                "ListMembers" => Page("members", here.Members, request.Query.GetValueOrDefault("nextToken"), Most(request.Query.GetValueOrDefault("maxResults")), GuardDutyPlaces.Member),
                _ => GuardDutyPlaces.Administrator(here),
            }));
        }
    }

    internal static AwsRefusal Bad(string words) => new(400, "BadRequestException", words) { Fields = { ["__type"] = "InvalidInputException" } };

    internal IEnumerable<AwsFinding> SeenFrom(AwsGuardDuty place) => findings.Where(place.Sees);

    internal string Put(AwsFinding finding)
    {
        var before = findings.FindIndex(one => one.Id == finding.Id && one.Account == finding.Account && one.At.Region == finding.At.Region);
        if (before < 0)
        {
            findings.Add(finding);
            return finding.Id;
        }

        finding.Inherit(findings[before]);
        findings[before] = finding;
        return finding.Id;
    }

    private static string[] Parts(AwsRequest request) => [.. request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    private JsonObject List(AwsGuardDuty here, AwsRequest request)
    {
        var found = GuardDutyCriteria.Sort(GuardDutyCriteria.Filter(SeenFrom(here), request.Json["findingCriteria"]), request.Json["sortCriteria"]).ToList();
        return Page("findingIds", found, request.Text("nextToken"), Most(request.Json["maxResults"]?.ToString()), static finding => finding.Id);
    }

    private JsonObject Get(AwsGuardDuty here, AwsRequest request)
    {
        var found = GuardDutyCriteria.Sort(Asked(here, request), request.Json["sortCriteria"]);
        return new JsonObject { ["findings"] = new JsonArray([.. found.Select(static finding => finding.ToApi())]) };
    }

    private JsonObject Archive(AwsGuardDuty here, AwsRequest request, bool isArchived)
    {
        if (here.Administrator is not null) throw Bad("The request is rejected because the current account is a member account and cannot archive or unarchive findings.");
        foreach (var finding in Asked(here, request)) finding.IsArchived = isArchived;
        return [];
    }

    private JsonObject Rate(AwsGuardDuty here, AwsRequest request)
    {
        var feedback = request.Text("feedback");
        if (feedback is not ("USEFUL" or "NOT_USEFUL")) throw Bad("The request is rejected because the parameter feedback has an invalid value.");
        foreach (var finding in Asked(here, request)) finding.Service["userFeedback"] = feedback;
        here.Feedback.Add((request.Texts("findingIds"), feedback, request.Text("comments")));
        return [];
    }

    private JsonObject CreateSamples(AwsGuardDuty here, AwsRequest request)
    {
        foreach (var type in request.Texts("findingTypes")) GuardDutyPlaces.Sample(here, type, aws.Time.GetUtcNow());
        return [];
    }

    /// <summary>Ids nobody knows are passed over in silence.</summary>
    private List<AwsFinding> Asked(AwsGuardDuty here, AwsRequest request)
    {
        var ids = request.Texts("findingIds");
        if (ids.Count > MostIds) throw Bad("The request is rejected because the number of findingIds is more than 50.");
        return [.. SeenFrom(here).Where(finding => ids.Contains(finding.Id))];
    }

    private static int Most(string? said) => said is null ? 50 : int.TryParse(said, NumberStyles.Integer, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= 50 ? most : throw Bad("The request is rejected because the parameter maxResults has an invalid value.");

    /// <summary>The last page's token is empty text, not absent.</summary>
    private static JsonObject Page<T>(string what, IReadOnlyList<T> all, string? token, int most, Func<T, JsonNode?> write)
    {
        var (page, next) = AwsPages.Cut(all, what, token, most, static () => Bad("The request is rejected because the parameter nextToken has an invalid value."));
        return new JsonObject { [what] = new JsonArray([.. page.Select(write)]), ["nextToken"] = next ?? "" };
    }
}
