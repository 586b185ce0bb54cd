using System.Text.Json.Nodes;
using ChatOps.SampleDay.Findings;
using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay.Detective;

/// <summary>What Detective would have found out about the role by the end of the day. The threat list is the lab's own, so AWS's threat intelligence flags nobody.</summary>
internal static class DetectiveFile
{
    private const string GraphArn = $"arn:aws:detective:{Lab.Region}:{Lab.Account}:graph:5e2c71d0a94f4b6f8d3071c6be9a2f48";
    private const string FindingGroup = "3f0b6a52-9d1e-4c77-8a40-1c5be7d2f963";

    public static SampleFile Make() => new("detective.json", SampleFile.ManyLines(new JsonObject
    {
        ["run"] = new JsonObject
        {
            ["graph"] = new JsonObject { ["arn"] = GraphArn, ["account"] = Lab.Account, ["region"] = Lab.Region },
            ["id"] = "000000000000000240801",
            ["entityArn"] = Lab.RoleArn,
            ["status"] = "Successful",
            ["severity"] = "HIGH",
            ["createdAt"] = Lab.Iso(Lab.At("19:02")),
            ["scopeStart"] = Lab.Iso(Lab.Day),
            ["scopeEnd"] = Lab.Iso(Lab.At("19:00")),
        },
        ["indicators"] = new JsonArray([.. Indicators()]),
        ["readAt"] = Lab.Iso(Lab.At("19:05")),
        ["notes"] = new JsonArray(),
    }));

    private static IEnumerable<JsonNode> Indicators()
    {
        yield return Tactic("Persistence", "Create Account", ApiMethod.CreateUser);
        yield return Tactic("Discovery", "Account Discovery", ApiMethod.GetUser);
        yield return Tactic("Discovery", "Cloud Storage Object Discovery", ApiMethod.ListBuckets);
        yield return Tactic("Discovery", "Cloud Service Discovery", ApiMethod.ListTables);
        yield return Tactic("Credential Access", "Credentials from Password Stores", ApiMethod.GetParameters);
        yield return new JsonObject { ["indicator"] = "geolocation", ["place"] = "Ashburn, United States", ["address"] = Lab.PublicIp, ["forAccount"] = true };
        yield return new JsonObject { ["indicator"] = "network", ["organization"] = "Example Hosting", ["forAccount"] = true };
        foreach (var story in FindingStories.All.Where(static story => story.Deed is CalledApi).OrderBy(static story => story.Number))
            yield return new JsonObject { ["indicator"] = "finding", ["arn"] = story.Arn, ["type"] = story.Type, ["address"] = Lab.PublicIp };
        yield return new JsonObject { ["indicator"] = "findingGroup", ["id"] = FindingGroup };
    }

    private static JsonObject Tactic(string tactic, string technique, ApiMethod method)
    {
        var calls = DayCalls.All().Where(call => call.Method == method && call.Caller == Caller.Instance && call.At < Lab.At("19:00")).ToList();
        return new JsonObject
        {
            ["indicator"] = "tactic",
            ["tactic"] = tactic,
            ["technique"] = technique,
            ["procedure"] = $"{method.Service}:{method.Name}",
            ["address"] = Lab.PublicIp,
            ["api"] = method.Name,
            ["succeeded"] = calls.Count(static call => call.Method.Allowed),
            ["failed"] = calls.Count(static call => !call.Method.Allowed),
        };
    }
}
