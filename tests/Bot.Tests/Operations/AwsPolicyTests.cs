using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using ChatOps.Bot.Aws;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Operations;

/// <summary>The policy allows what the program calls, and nothing else. What it calls is what the compiler wrote down: a call that is added without its action fails here.</summary>
public sealed class AwsPolicyTests
{
    /// <summary>Of operations that are not called like their actions, or need none.</summary>
    private static readonly Dictionary<string, string[]> Needs = new()
    {
        ["s3:ListObjectsV2"] = ["s3:ListBucket"],
        ["s3:HeadBucket"] = ["s3:ListBucket"],
        ["s3:GetObject"] = ["s3:GetObject", "kms:Decrypt"],
        ["s3:GetObjectMetadata"] = ["s3:GetObject"],
        ["sqs:DeleteMessageBatch"] = ["sqs:DeleteMessage"],
        ["sqs:ChangeMessageVisibilityBatch"] = ["sqs:ChangeMessageVisibility"],
        ["sts:GetCallerIdentity"] = [],
    };

    private static readonly Dictionary<string, string> Services = new()
    {
        ["IAmazonGuardDuty"] = "guardduty",
        ["IAmazonDetective"] = "detective",
        ["IAmazonSQS"] = "sqs",
        ["IAmazonS3"] = "s3",
        ["IAmazonIdentityManagementService"] = "iam",
        ["IAmazonEC2"] = "ec2",
        ["IAmazonSecurityTokenService"] = "sts",
    };

    /// <summary>Everything there is to configure.</summary>
    private static Installation Everything => Of(
        ("Aws:Region", "us-east-1"),
        ("Aws:Accounts:0:Id", "111122223333"),
        ("Aws:Accounts:0:Regions", "us-east-1"),
        ("Aws:Accounts:1:Id", "444455556666"),
        ("Aws:Accounts:1:RoleArn", "arn:aws:iam::444455556666:role/chatops-member"),
        ("Aws:Accounts:1:ExternalId", "case-7731"),
        ("Alerts:Sqs:QueueUrl", "https://sqs.us-east-1.amazonaws.com/111122223333/chatops-findings"),
        ("Evidence:CloudTrail:Uri", "s3://example-logs/trail"),
        ("Evidence:FlowLogs:Uri", "s3://example-logs/flow"),
        ("Evidence:EksAudit:Uri", "s3://example-audit"));

    [Fact]
    public void Each_call_in_the_code_is_allowed() => Called().Except(Actions(AwsPolicy.Program(Everything))).ShouldBeEmpty("called, but not in AwsActions");

    [Fact]
    public void Nothing_is_allowed_that_no_client_of_ours_can_ask_for()
    {
        Type[] clients = [typeof(Amazon.GuardDuty.IAmazonGuardDuty), typeof(Amazon.Detective.IAmazonDetective), typeof(Amazon.SQS.IAmazonSQS), typeof(Amazon.IdentityManagement.IAmazonIdentityManagementService), typeof(Amazon.EC2.IAmazonEC2)];
        var known = clients.SelectMany(static client => client.GetMethods().Where(static method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => $"{Services[client.Name]}:{method.Name[..^5]}"));

        Actions(AwsPolicy.Program(Everything)).Except(Called()).Except(known).ShouldBeEmpty("allowed, but no call needs it");
    }

    [Fact]
    public void The_policy_in_the_repository_is_the_one_of_a_full_configuration() =>
        JsonNode.DeepEquals(JsonNode.Parse(Repository.Read("deploy/aws/policy.json")), AwsPolicy.Program(Everything)).ShouldBeTrue("write it again: doctor --policy prints it");

    [Fact]
    public async Task What_the_doctor_calls_is_allowed_by_the_policy_of_its_configuration()
    {
        await using var clinic = await Clinic.OpenAsync();
        await clinic.ExamineAsync();
        var documents = AwsPolicy.Documents(clinic.Installation());

        foreach (var call in clinic.Aws.Calls.Where(static call => call.Action != "sts:GetCallerIdentity"))
        {
            var policy = call.Account == Clinic.Member ? documents["roles"]![0]!["policy"]! : documents["policy"]!;
            Allows(policy, call.Action, call.Resource).ShouldBeTrue($"{call.Action} on {call.Resource} of {call.Account}");
        }
    }

    [Fact]
    public void Nothing_is_allowed_that_is_not_configured()
    {
        Actions(AwsPolicy.Program(Of())).ShouldBeEmpty();
        Actions(AwsPolicy.Program(Of(("Alerts:Sns:TopicArns", "arn:aws:sns:us-east-1:111122223333:t")))).ShouldBeEmpty();
        Actions(AwsPolicy.Program(Of(("Evidence:FlowLogs:Uri", "s3://logs")))).ShouldBe(["s3:GetObject", "s3:GetBucketLocation", "s3:ListBucket", "kms:Decrypt"]);
        Actions(AwsPolicy.Program(Of(("Aws:Accounts:0:Id", "444455556666"), ("Aws:Accounts:0:Regions", "eu-west-1"), ("Aws:Accounts:0:RoleArn", "arn:aws:iam::444455556666:role/r")))).ShouldBe(["sts:AssumeRole"]);
    }

    [Theory]
    [InlineData("cn-north-1", "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q", "arn:aws-cn:sqs:cn-north-1:111122223333:q", "arn:aws-cn:s3:::logs/*")]
    [InlineData("us-gov-west-1", "https://sqs.us-gov-west-1.amazonaws.com/111122223333/q", "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:q", "arn:aws-us-gov:s3:::logs/*")]
    public void ARNs_are_of_the_region_s_partition(string region, string url, string queue, string objects)
    {
        var text = AwsPolicy.Program(Of(("Aws:Region", region), ("Alerts:Sqs:QueueUrl", url), ("Evidence:FlowLogs:Uri", "s3://logs"))).ToJsonString();

        text.ShouldContain(queue);
        text.ShouldContain(objects);
    }

    internal static IReadOnlyList<string> Actions(JsonNode policy) =>
        [.. policy["Statement"]!.AsArray().SelectMany(static statement => statement!["Action"] is JsonArray several ? several.Select(static one => one!.ToString()) : [statement!["Action"]!.ToString()])];

    internal static Installation Of(params (string Name, string Value)[] options)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(options.ToDictionary(static option => option.Name, static option => (string?)option.Value)).Build();
        return Installation.Of(configuration, AwsOptions.Of(configuration).Settings);
    }

    /// <summary>Conditions are left aside: no two statements of ours differ by them alone.</summary>
    private static bool Allows(JsonNode policy, string action, string resource) => policy["Statement"]!.AsArray().Any(statement =>
        statement!["Action"]!.AsArray().Any(one => one!.ToString() == action)
        && statement["Resource"]!.AsArray().Any(one => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(one!.ToString(), resource, ignoreCase: false)));

    private static List<string> Called()
    {
        var here = typeof(AwsPolicyTests).Assembly.Location;
        string[] ours = [typeof(AwsClients).Assembly.Location, here.Replace("ChatOps.Bot.Tests.dll", "ChatOps.Bot.dll", StringComparison.Ordinal)];
        var called = ours.SelectMany(OperationsIn).Distinct().ToList();
        called.ShouldNotBeEmpty();
        return [.. called.SelectMany(static operation => Needs.GetValueOrDefault(operation, [operation])).Distinct()];
    }

    /// <summary>Such as guardduty:GetFindings: methods of the clients' interfaces that an assembly refers to.</summary>
    private static List<string> OperationsIn(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(static member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), Name: metadata.GetString(member.Name)))
            .Where(member => metadata.GetString(member.Type.Namespace).StartsWith("Amazon.", StringComparison.Ordinal) && metadata.GetString(member.Type.Name).StartsWith('I') && member.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(member => $"{Services[metadata.GetString(member.Type.Name)]}:{member.Name[..^5]}")];
    }
}
