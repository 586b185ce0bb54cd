using System.Text.RegularExpressions;
using Amazon.EC2.Model;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.Ec2;

/// <summary>Instances as EC2 tells them now, by DescribeInstances in the account and region they live in.</summary>
public sealed partial class Ec2Instances(AwsClients clients) : IInstanceEvidence
{
    /// <summary>Places asked where account or region is unknown.</summary>
    private const int MostPlaces = 40;

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<InstanceResource>> InstanceAsync(string instanceId, string? account, string? region, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (!InstanceId().IsMatch(instanceId)) return Nothing(asOf, CoverageState.NotAsked, "its id is none that EC2 gives");
        if (account is null || region is null) return await AnywhereAsync(instanceId, account, region, asOf, cancellationToken);
        if (!AwsPlace.IsRegion(region)) return Nothing(asOf, CoverageState.NotAsked, "its region is no region's name");
        try
        {
            return await clients.MemberAsync(account, region, cancellationToken) is { } place
                ? await AskAsync(instanceId, place, account, asOf, cancellationToken)
                : Nothing(asOf, CoverageState.NotAsked, $"the program has no way into account {account}; name the account and a role there: Aws:Accounts:<n>:Id and Aws:Accounts:<n>:RoleArn");
        }
        catch (Exception failure) when (AwsFault.Of(failure, "sts:GetCallerIdentity", "the program's own account", cancellationToken) is { } fault)
        {
            return new(null, fault.ToCoverage(asOf));
        }
    }

    private async Task<EvidenceAnswer<InstanceResource>> AnywhereAsync(string instanceId, string? account, string? region, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var places = clients.PlacesFor(account, region).Take(MostPlaces).ToList();
        if (places.Count == 0) return Nothing(asOf, CoverageState.NotAsked, "no account and region is configured where it could be");
        var answers = await Task.WhenAll(places.Select(place => AskAsync(instanceId, place, place.Account.ToString(), asOf, cancellationToken)));

        // one place knows it; where none does, the place that could not say counts most
        return answers.MinBy(static answer => answer.Value is not null ? 0 : answer.Coverage.State == CoverageState.Empty ? 2 : 1)!;
    }

    private async Task<EvidenceAnswer<InstanceResource>> AskAsync(string instanceId, AwsPlace place, string account, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Ec2(place).DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [instanceId] }, cancellationToken);
            var found = (answer.Reservations ?? []).SelectMany(static one => one.Instances ?? []).FirstOrDefault(one => one.InstanceId == instanceId);
            return found is null ? Gone(asOf, account, place) : new(InstanceText.Of(found), new Coverage(CoverageState.Answered, asOf));
        }
        catch (Exception failure) when (AwsFault.Of(failure, "ec2:DescribeInstances", $"{account} {place.Region}", cancellationToken) is { } fault)
        {
            return fault.Kind == AwsFaultKind.NotFound ? Gone(asOf, account, place) : new(null, fault.ToCoverage(asOf));
        }
    }

    private static EvidenceAnswer<InstanceResource> Gone(DateTimeOffset asOf, string account, AwsPlace place) =>
        Nothing(asOf, CoverageState.Empty, $"EC2 in {account} {place.Region} knows no such instance; it forgets terminated ones within about an hour");

    private static EvidenceAnswer<InstanceResource> Nothing(DateTimeOffset asOf, CoverageState state, string why) => new(null, new Coverage(state, asOf, why));

    [GeneratedRegex(@"\Ai-[0-9a-f]{8,17}\z")]
    private static partial Regex InstanceId();
}
