using System.Text.Json.Nodes;

namespace ChatOps.SampleDay.Trail;

/// <summary>One call in CloudTrail's words.</summary>
internal static class TrailRecord
{
    public static JsonObject Of(ApiCall call, string requestId, string eventId)
    {
        var record = new JsonObject
        {
            ["eventVersion"] = "1.09",
            ["userIdentity"] = Identity(call.Caller),
            ["eventTime"] = Lab.Iso(call.At),
            ["eventSource"] = call.Method.ServiceHost,
            ["eventName"] = call.Method.Name,
            ["awsRegion"] = Lab.Region,
            ["sourceIPAddress"] = call.Caller.Address,
            ["userAgent"] = call.UserAgent,
        };
        if (!call.Method.Allowed)
        {
            record["errorCode"] = "AccessDenied";
            record["errorMessage"] = Refusal(call);
        }

        record["requestParameters"] = call.Method.Parameters is { } parameters ? JsonNode.Parse(parameters) : null;
        record["responseElements"] = null;
        record["requestID"] = requestId;
        record["eventID"] = eventId;
        record["readOnly"] = call.Method.ReadOnly;
        record["eventType"] = "AwsApiCall";
        record["managementEvent"] = true;
        record["recipientAccountId"] = Lab.Account;
        record["eventCategory"] = "Management";
        return record;
    }

    private static string Refusal(ApiCall call)
    {
        var action = $"{call.Method.Service}:{call.Method.Name}";
        return $"User: {call.Caller.Arn} is not authorized to perform: {action} because no identity-based policy allows the {action} action";
    }

    private static JsonObject Identity(Caller caller) => new()
    {
        ["type"] = "AssumedRole",
        ["principalId"] = caller.PrincipalId,
        ["arn"] = caller.Arn,
        ["accountId"] = Lab.Account,
        ["accessKeyId"] = caller.AccessKeyId,
        ["sessionContext"] = new JsonObject
        {
            ["sessionIssuer"] = new JsonObject
            {
                ["type"] = "Role",
                ["principalId"] = Lab.RoleId,
                ["arn"] = Lab.RoleArn,
                ["accountId"] = Lab.Account,
                ["userName"] = Lab.RoleName,
            },
            ["attributes"] = new JsonObject { ["creationDate"] = Lab.Iso(caller.Since), ["mfaAuthenticated"] = "false" },
            ["ec2RoleDelivery"] = "2.0",
        },
    };
}
