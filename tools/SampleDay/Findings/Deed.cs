using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay.Findings;

/// <summary>What a finding reports.</summary>
internal abstract record Deed(string Title, string Description);

internal sealed record CalledApi(ApiMethod Method) : Deed(
    $"{Method.Name} called from {Lab.PublicIp}, an address on threat list {Lab.ThreatList}",
    $"The API {Method.Name} of {Method.ServiceHost} was called with credentials of role {Lab.RoleName} from {Lab.PublicIp}, "
    + $"an address your threat list {Lab.ThreatList} names.");

internal sealed record AskedForDomain(string Domain, string ThreatName, string Title, string Description) : Deed(Title, Description);

internal sealed record ScannedPorts(int Port, string PortName) : Deed(
    $"{Lab.InstanceId} scans the ports of another host",
    $"EC2 instance {Lab.InstanceId} tries many ports of {Lab.ScannedHost} within a short time.");

internal sealed record RanMiner(string Domain) : Deed(
    $"A process on {Lab.InstanceId} asked for a domain of a Bitcoin pool",
    $"The process minerd on EC2 instance {Lab.InstanceId} asked for {Domain}, a domain known for cryptocurrency mining.");
