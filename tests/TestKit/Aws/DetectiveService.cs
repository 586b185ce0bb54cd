using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.TestKit.Aws;

internal sealed partial class DetectiveService(AwsDouble aws) : IAwsService
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["/graphs/list"] = "ListGraphs",
        ["/graph/datasources/list"] = "ListDatasourcePackages",
        ["/graph/members/get"] = "GetMembers",
        ["/graph/members/list"] = "ListMembers",
        ["/investigations/startInvestigation"] = "StartInvestigation",
        ["/investigations/getInvestigation"] = "GetInvestigation",
        ["/investigations/listInvestigations"] = "ListInvestigations",
        ["/investigations/listIndicators"] = "ListIndicators",
        ["/investigations/updateInvestigationState"] = "UpdateInvestigationState",
    };

    private readonly Dictionary<(string Account, string Region), AwsDetective> places = [];

    public string Name => "detective";

    public AwsProtocol Protocol => AwsProtocol.RestJson;

    public AwsDetective Of(string account, string region)
    {
        lock (aws.Gate) return places.TryGetValue((account, region), out var place) ? place : places[(account, region)] = new AwsDetective(aws, account, region);
    }

    public string? OperationOf(AwsRequest request) => request.Method == "POST" ? Paths.GetValueOrDefault(request.RawPath) : null;

    public AwsNeed NeedOf(string operation, AwsRequest request) => new($"detective:{operation}", operation == "ListGraphs" ? "*" : request.Text("GraphArn") ?? "*");

    public Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation)
    {
        lock (aws.Gate)
        {
            var here = Of(request.Account, request.Region);
            return Task.FromResult(AwsAnswer.Json(operation == "ListGraphs" ? ListGraphs(here, request) : Answer(operation, Graph(here, request), request)));
        }
    }

    internal static AwsRefusal Invalid(string words) => new(400, "ValidationException", words);

    /// <summary>Page sizes over the model's limit are refused, and the token of another list too.</summary>
    internal static JsonObject Page<T>(JsonObject answer, string what, IReadOnlyList<T> all, AwsRequest request, int limit, Func<T, JsonNode?> write)
    {
        var most = request.Number("MaxResults") ?? limit;
        if (most < 1 || most > limit) throw Invalid($"Value at 'maxResults' failed to satisfy constraint: Member must have value between 1 and {limit}");
        var (page, next) = AwsPages.Cut(all, what, request.Text("NextToken"), most, static () => Invalid("The request contains an invalid nextToken."));
        answer[what] = new JsonArray([.. page.Select(write)]);
        if (next is not null) answer["NextToken"] = next;
        return answer;
    }

    private static JsonObject ListGraphs(AwsDetective here, AwsRequest request) =>
        Page<string>([], "GraphList", here.GraphArn is { } arn ? [arn] : [], request, 200, static arn => new JsonObject { ["Arn"] = arn, ["CreatedTime"] = "2024-01-09T10:00:00.000Z" });

    /// <summary>Only the account that administers a graph is answered about it.</summary>
    private static AwsDetective Graph(AwsDetective here, AwsRequest request)
    {
        var arn = request.Text("GraphArn") ?? throw Invalid("Value null at 'graphArn' failed to satisfy constraint: Member must not be null");
        if (!GraphArn().IsMatch(arn)) throw Invalid("Value at 'graphArn' failed to satisfy constraint: Member must satisfy regular expression pattern");
        if (arn.Split(':')[4] != here.Account) throw new AwsRefusal(403, "AccessDeniedException", $"User: {request.Caller.Arn} is not authorized to access this resource");
        return arn == here.GraphArn ? here : throw new AwsRefusal(404, "ResourceNotFoundException", "The requested behavior graph does not exist.");
    }

    private static JsonObject Answer(string operation, AwsDetective graph, AwsRequest request) => operation switch
    {
        "ListMembers" => Page([], "MemberDetails", [.. graph.Members.Keys.Where(member => member != graph.Account)], request, 200, member => DetectiveMembers.Written(graph, member)),
        "GetMembers" => DetectiveMembers.Get(graph, request.Texts("AccountIds")),
        "ListDatasourcePackages" => DetectiveMembers.Packages(graph),
        _ => DetectiveInvestigations.Answer(operation, graph, request),
    };

    [GeneratedRegex(@"^arn:aws[-\w]{0,10}?:detective:[-\w]{2,20}?:\d{12}?:graph:[abcdef\d]{32}?$")]
    private static partial Regex GraphArn();
}
