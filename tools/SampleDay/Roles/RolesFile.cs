using System.Text.Json.Nodes;

namespace ChatOps.SampleDay.Roles;

/// <summary>What IAM would have answered about the role at the end of the day.</summary>
internal static class RolesFile
{
    public static SampleFile Make() => new("roles.json", SampleFile.ManyLines(new JsonObject
    {
        ["recordedAt"] = Lab.Iso(Lab.At("19:00")),
        ["roles"] = new JsonArray(new JsonObject
        {
            ["path"] = "/",
            ["roleName"] = Lab.RoleName,
            ["roleId"] = Lab.RoleId,
            ["arn"] = Lab.RoleArn,
            ["createDate"] = "2024-07-09T13:52:08Z",
            ["description"] = "Lets the lab's instances be managed by Systems Manager",
            ["assumeRolePolicyDocument"] = Policy(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = "ec2.amazonaws.com" },
                ["Action"] = "sts:AssumeRole",
            }),
            ["attachedPolicies"] = new JsonArray(),
            ["inlinePolicies"] = new JsonArray(new JsonObject
            {
                ["policyName"] = "lab-general-instance",
                ["policyDocument"] = Policy(new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Action"] = new JsonArray("ssm:*", "s3:ListAllMyBuckets"),
                    ["Resource"] = "*",
                }),
            }),
        }),
    }));

    private static JsonObject Policy(JsonObject statement) => new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
}
