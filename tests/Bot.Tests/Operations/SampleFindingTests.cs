using System.Text.Json;
using Amazon.Runtime;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Operations;

public sealed class SampleFindingTests
{
    private const string Type = "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom";

    [Fact]
    public async Task A_sample_is_made_and_its_road_is_told()
    {
        await using var clinic = await Clinic.OpenAsync();

        var (code, output, _) = await RunAsync(clinic, Type);

        code.ShouldBe(0);
        output.ShouldContain($"type {Type} with detector {clinic.Aws.GuardDuty().DetectorId} of 111122223333 us-east-1");
        output.ShouldContain("by the queue chatops-findings");
        clinic.Aws.GuardDuty().Findings.ShouldHaveSingleItem()["type"]!.ToString().ShouldBe(Type);
    }

    [Fact]
    public async Task For_programs_it_is_JSON()
    {
        await using var clinic = await Clinic.OpenAsync();

        var (_, output, _) = await RunAsync(clinic, Type, asJson: true);

        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("isSample").GetBoolean().ShouldBeTrue();
        (json.RootElement.GetProperty("region").GetString(), json.RootElement.GetProperty("arrivesBy")[0].GetString()).ShouldBe(("us-east-1", "the queue chatops-findings"));
    }

    [Fact]
    public async Task Aws_Region_chooses_among_the_places()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Aws:Accounts:0:Regions"] = "us-east-1,eu-west-1";
        clinic.Options["Aws:Region"] = "eu-west-1";

        (await RunAsync(clinic, Type)).Code.ShouldBe(0);

        clinic.Aws.GuardDuty(region: "eu-west-1").Findings.ShouldHaveSingleItem();
        clinic.Aws.GuardDuty().Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_type_GuardDuty_does_not_know_is_told_in_words()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Next("guardduty", "CreateSampleFindings").Fail(400, "BadRequestException", "The request is rejected because the value of an input parameter findingTypes is invalid.");

        var (code, output, errors) = await RunAsync(clinic, "No/Such");

        (code, output).ShouldBe((1, ""));
        errors.ShouldStartWith("GuardDuty has no sample of type 'No/Such'.");
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Deny("guardduty:CreateSampleFindings");
        (await RunAsync(clinic, Type)).Errors.ShouldContain("allow guardduty:CreateSampleFindings");

        clinic.Aws.GuardDuty().DetectorId = null;
        (await RunAsync(clinic, Type)).Errors.ShouldContain("there is no detector");

        clinic.Options.Clear();
        (await RunAsync(clinic, Type)).Errors.ShouldContain("Set Aws:Region");
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(Clinic clinic, string type, bool asJson = false)
    {
        var installation = clinic.Installation();
        using var clients = new AwsClients(installation.Aws, new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await SampleFindingCommand.RunAsync(installation, clients, type, asJson, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
