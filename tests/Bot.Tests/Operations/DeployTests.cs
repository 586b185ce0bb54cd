using System.Text.Json.Nodes;
using ChatOps.TestKit;
using YamlDotNet.RepresentationModel;

namespace ChatOps.Bot.Operations;

/// <summary>The templates an operator deploys say what the program needs.</summary>
public sealed class DeployTests
{
    [Fact]
    public void The_rule_takes_findings_of_GuardDuty_into_the_queue_and_what_fails_to_the_dead_letters()
    {
        var resources = Read("intake.yaml")["Resources"]!;
        foreach (var rule in new[] { "Rule", "TopicRule" })
        {
            var pattern = resources[rule]!["Properties"]!["EventPattern"]!;
            pattern["source"]!.ToJsonString().ShouldBe("""["aws.guardduty"]""");
            pattern["detail-type"]!.ToJsonString().ShouldBe("""["GuardDuty Finding"]""");
            pattern["detail"]!["severity"]![0]!["numeric"]!.ToJsonString(Plain).ShouldBe("""[">=",{"Ref":"LeastSeverity"}]""");
        }

        var target = resources["Rule"]!["Properties"]!["Targets"]!.AsArray().ShouldHaveSingleItem()!;
        target["Arn"]!.ToJsonString().ShouldBe("""{"GetAtt":"Findings.Arn"}""");
        target["DeadLetterConfig"]!["Arn"]!.ToJsonString().ShouldBe("""{"GetAtt":"DeadLetters.Arn"}""");
    }

    [Fact]
    public void The_queue_is_encrypted_sets_aside_after_five_receives_and_takes_from_the_rule_alone()
    {
        var resources = Read("intake.yaml")["Resources"]!;
        var queue = resources["Findings"]!["Properties"]!;
        queue["SqsManagedSseEnabled"]!.ToString().ShouldBe("true");
        int.Parse(queue["VisibilityTimeout"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(30);
        queue["RedrivePolicy"]!.ToJsonString().ShouldBe("""{"deadLetterTargetArn":{"GetAtt":"DeadLetters.Arn"},"maxReceiveCount":"5"}""");

        foreach (var (policy, of) in new[] { ("FindingsPolicy", "Findings"), ("DeadLettersPolicy", "DeadLetters") })
        {
            var allowed = resources[policy]!["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray().Where(static statement => statement!["Effect"]!.ToString() == "Allow").ShouldHaveSingleItem()!;
            allowed["Principal"]!["Service"]!.ToString().ShouldBe("events.amazonaws.com");
            allowed["Action"]!.ToString().ShouldBe("sqs:SendMessage");
            allowed["Resource"]!.ToJsonString().ShouldBe($$"""{"GetAtt":"{{of}}.Arn"}""");
            allowed["Condition"]!["ArnEquals"]!["aws:SourceArn"]!.ToJsonString().ShouldBe("""{"GetAtt":"Rule.Arn"}""");
        }
    }

    [Fact]
    public void The_queue_s_name_is_the_one_in_the_policy() => Repository.Read("deploy/aws/policy.json").ShouldContain($":{Read("intake.yaml")["Parameters"]!["QueueName"]!["Default"]}\"");

    [Fact]
    public void The_member_role_trusts_with_an_external_id_and_allows_what_the_doctor_asks_for()
    {
        var resources = Read("member-role.yaml")["Resources"]!;
        var role = resources["Role"]!["Properties"]!;
        var trust = role["AssumeRolePolicyDocument"]!["Statement"]!.AsArray().ShouldHaveSingleItem()!;
        trust["Principal"]!["AWS"]!.ToJsonString().ShouldBe("""{"Ref":"ProgramRoleArn"}""");
        trust["Condition"]!["StringEquals"]!["sts:ExternalId"]!.ToJsonString().ShouldBe("""{"Ref":"ExternalId"}""");

        string[] actions = [.. AwsPolicyTests.Actions(resources["FindingsPolicy"]!["Properties"]!["PolicyDocument"]!), .. AwsPolicyTests.Actions(role["Policies"]![0]!["PolicyDocument"]!)];
        var wanted = AwsPolicy.Documents(AwsPolicyTests.Of(("Aws:Accounts:0:Id", "444455556666"), ("Aws:Accounts:0:Regions", "us-east-1"), ("Aws:Accounts:0:RoleArn", "arn:aws:iam::444455556666:role/r")));
        actions.ShouldBe(AwsPolicyTests.Actions(wanted["roles"]![0]!["policy"]!));
    }

    private static System.Text.Json.JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode Read(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read($"deploy/aws/{file}")));
        return Of(yaml.Documents.ShouldHaveSingleItem().RootNode);
    }

    /// <summary>A tag of CloudFormation such as <c>!Ref X</c> becomes <c>{"Ref": X}</c>.</summary>
    private static JsonNode Of(YamlNode node)
    {
        JsonNode plain = node switch
        {
            YamlMappingNode mapping => new JsonObject(mapping.Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (JsonNode?)Of(pair.Value)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Of)]),
            _ => JsonValue.Create(((YamlScalarNode)node).Value)!,
        };
        return node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value.Length == 1 ? plain : new JsonObject { [node.Tag.Value[1..]] = plain };
    }
}
