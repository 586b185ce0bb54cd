using System.Text.Json.Nodes;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>The least a configuration needs: the policy of the program's own role, and of each role it assumes with whom that role must trust. GuardDuty and Detective are allowed on
/// all their resources: a policy reaches no further than its own account, and they have one detector and one graph in each region.</summary>
internal static class AwsPolicy
{
    /// <summary>Stands where only the operator knows the name; IAM refuses it.</summary>
    public const string ProgramRole = "REPLACE-WITH-THE-ARN-OF-THE-PROGRAM-S-ROLE";

    /// <summary>All documents, as <c>doctor --policy</c> prints them.</summary>
    public static JsonObject Documents(Installation installation) => new()
    {
        ["policy"] = Program(installation),
        ["roles"] = new JsonArray([.. installation.Aws.Accounts.Where(static account => account.RoleArn is not null).Select(static account => (JsonNode)new JsonObject
        {
            ["role"] = account.RoleArn,
            ["policy"] = Document(OfAccounts([account])),
            ["trust"] = Trust(account.ExternalId),
        })]),
    };

    /// <summary>Of the role, user or instance profile the program runs with.</summary>
    public static JsonObject Program(Installation installation)
    {
        var roles = installation.Aws.Accounts.Select(static account => account.RoleArn).OfType<string>().Distinct().ToList();
        return Document(
        [
            .. OfAccounts([.. installation.Aws.Accounts.Where(static account => account.RoleArn is null)]),
            .. installation.QueueUrl is { } url ? [Statement("Queue", AwsActions.Queue, [QueueArn(url, installation.QueueRegion ?? "*")])] : Array.Empty<JsonObject>(),
            .. Logs(installation),
            .. roles.Count > 0 ? [Statement("Members", [AwsActions.Members], roles)] : Array.Empty<JsonObject>(),
        ]);
    }

    /// <summary>aws, aws-cn or aws-us-gov.</summary>
    public static string Partition(string? region) => region switch
    {
        not null when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        not null when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };

    private static IEnumerable<JsonObject> OfAccounts(IReadOnlyList<AwsAccount> accounts)
    {
        if (accounts.Any(static account => account.Regions.Count > 0))
        {
            yield return Statement("GuardDutyRead", AwsActions.GuardDutyRead, ["*"]);
            yield return Statement("GuardDutyWrite", AwsActions.GuardDutyWrite, ["*"]);
            yield return Statement("GuardDutySamples", AwsActions.GuardDutySamples, ["*"]);
            yield return Statement("DetectiveRead", AwsActions.DetectiveRead, ["*"]);
            yield return Statement("DetectiveRun", AwsActions.DetectiveRun, ["*"]);
        }

        if (accounts.Count > 0) yield return Statement("LookUps", AwsActions.LookUps, ["*"]);
    }

    private static IEnumerable<JsonObject> Logs(Installation installation)
    {
        if (installation.Logs.Count == 0) yield break;
        var partition = Partition(installation.Aws.Region);
        yield return Statement("LogsRead", [AwsActions.ReadLogs], [.. installation.Logs.Select(place => $"arn:{partition}:s3:::{place.Bucket}/{place.Prefix}*").Distinct()]);
        yield return Statement("LogsLocate", [AwsActions.LocateLogs], [.. installation.Logs.Select(place => $"arn:{partition}:s3:::{place.Bucket}").Distinct()]);
        foreach (var (bucket, number) in installation.Logs.GroupBy(static place => place.Bucket, StringComparer.Ordinal).Select(static (bucket, number) => (bucket, number)))
        {
            var list = Statement(number == 0 ? "LogsList" : $"LogsList{number + 1}", [AwsActions.ListLogs], [$"arn:{partition}:s3:::{bucket.Key}"]);
            var prefixes = bucket.Select(static place => place.Prefix.TrimEnd('/') + "*").Distinct().ToList();
            if (!prefixes.Contains("*")) list["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["s3:prefix"] = Texts(prefixes) } };
            yield return list;
        }

        var decrypt = Statement("LogsKey", [AwsActions.DecryptLogs], ["*"]);
        decrypt["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["kms:ViaService"] = "s3.*.amazonaws.com" + (partition == "aws-cn" ? ".cn" : "") } };
        yield return decrypt;
    }

    private static JsonObject Trust(string? externalId)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = ProgramRole }, ["Action"] = AwsActions.Members };
        if (externalId is not null) statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = externalId } };
        return Document([statement]);
    }

    /// <summary>A queue's URL ends with its account and name.</summary>
    private static string QueueArn(string url, string region)
    {
        var parts = url.TrimEnd('/').Split('/');
        var account = parts.Length > 1 && parts[^2].Length == 12 && parts[^2].All(char.IsAsciiDigit) ? parts[^2] : "*";
        return $"arn:{Partition(region)}:sqs:{region}:{account}:{parts[^1]}";
    }

    private static JsonObject Statement(string sid, IEnumerable<string> actions, IEnumerable<string> resources) =>
        new() { ["Sid"] = sid, ["Effect"] = "Allow", ["Action"] = Texts(actions), ["Resource"] = Texts(resources) };

    private static JsonObject Document(IEnumerable<JsonObject> statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);
}
