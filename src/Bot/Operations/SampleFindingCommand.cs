using System.Text.Json;
using Amazon.GuardDuty.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>What the subcommand made.</summary>
/// <param name="ArrivesBy">Roads it should come by; empty when none is configured.</param>
internal sealed record SampleFinding(string Type, string Account, string Region, string Detector, bool IsSample, IReadOnlyList<string> ArrivesBy);

/// <summary>The subcommand <c>sample-finding</c>: lets GuardDuty make one of its own sample findings, to see whether findings arrive.</summary>
internal static class SampleFindingCommand
{
    /// <returns>0 when it was made, 1 otherwise.</returns>
    public static async Task<int> RunAsync(Installation installation, AwsClients clients, string type, bool asJson, TextWriter output, TextWriter errors)
    {
        if ((clients.Places.FirstOrDefault(place => place.Region == clients.Settings.Region) ?? (clients.Places is [var first, ..] ? first : null)) is not { } place)
            return await RefuseAsync("No place of GuardDuty is configured. Set Aws:Region, or Aws:Accounts with Regions.");
        var guardDuty = clients.GuardDuty(place);
        var listed = await AwsAsking.AskAsync("guardduty:ListDetectors", place.ToString(), token => guardDuty.ListDetectorsAsync(new ListDetectorsRequest(), token), CancellationToken.None);
        if (!listed.Is(out var detectors, out var fault)) return await RefuseAsync(fault.Reason);
        if (detectors.DetectorIds is not [{ } detector, ..]) return await RefuseAsync($"GuardDuty is off in {place}: there is no detector. Enable it there first.");
        var made = await AwsAsking.AskAsync("guardduty:CreateSampleFindings", place.ToString(), token => guardDuty.CreateSampleFindingsAsync(new CreateSampleFindingsRequest { DetectorId = detector, FindingTypes = [type] }, token), CancellationToken.None);
        if (!made.Is(out _, out var refusal))
        {
            return await RefuseAsync(refusal is { Kind: AwsFaultKind.Invalid, Code: "BadRequestException" }
                ? $"GuardDuty has no sample of type '{type}'. Types look like UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom; the GuardDuty user guide lists them under \"Finding types\"."
                : refusal.Reason);
        }

        var sample = new SampleFinding(type, place.Account.Id ?? "own", place.Region, detector, true, installation.Roads);
        await output.WriteLineAsync(asJson ? JsonSerializer.Serialize(sample, OperationsJson.Readable.SampleFinding) : Words(sample, place));
        return 0;

        async Task<int> RefuseAsync(string why)
        {
            await errors.WriteLineAsync(why);
            return 1;
        }
    }

    private static string Words(SampleFinding sample, AwsPlace place) =>
        $"""
        GuardDuty made a sample finding of type {sample.Type} with detector {sample.Detector} of {place}.
        It is marked as a sample there and on its card. {(sample.ArrivesBy.Count > 0
            ? $"It arrives within a few minutes by {string.Join(", or by ", sample.ArrivesBy)}, while the program runs."
            : "No road is configured by which it could arrive: set Alerts:Sqs:QueueUrl, or Findings:Source=guardduty.")}
        """;
}
