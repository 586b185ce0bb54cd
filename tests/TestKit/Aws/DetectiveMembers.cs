using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>Whose data a graph holds, and which.</summary>
internal static class DetectiveMembers
{
    private const string Made = "2024-01-09T10:00:00.000Z";

    public static JsonObject Written(AwsDetective graph, string member) => new()
    {
        ["AccountId"] = member,
        ["GraphArn"] = graph.GraphArn,
        ["AdministratorId"] = graph.Account,
        ["MasterId"] = graph.Account,
        ["Status"] = graph.Members[member],
        ["UpdatedTime"] = Made,
        ["InvitationType"] = "ORGANIZATION",
        ["VolumeUsageInBytes"] = 200,
    };

    public static JsonObject Get(AwsDetective graph, IReadOnlyList<string> accounts)
    {
        if (accounts.Count is 0 or > 50) throw DetectiveService.Invalid("Value at 'accountIds' failed to satisfy constraint: Member must have length between 1 and 50");
        return new JsonObject
        {
            ["MemberDetails"] = new JsonArray([.. accounts.Where(graph.Members.ContainsKey).Select(account => Written(graph, account))]),
            ["UnprocessedAccounts"] = new JsonArray([.. accounts.Where(account => !graph.Members.ContainsKey(account)).Select(static account => new JsonObject { ["AccountId"] = account, ["Reason"] = "Account is not a member of the behavior graph." })]),
        };
    }

    public static JsonObject Packages(AwsDetective graph)
    {
        var packages = new JsonObject();
        foreach (var (name, state) in graph.Packages) packages[name] = new JsonObject { ["DatasourcePackageIngestState"] = state, ["LastIngestStateChange"] = new JsonObject { [state] = new JsonObject { ["Timestamp"] = Made } } };
        return new JsonObject { ["DatasourcePackages"] = packages };
    }
}
