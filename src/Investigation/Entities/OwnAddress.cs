namespace ChatOps.Investigation.Entities;

/// <summary>An address that a finding's own instance holds.</summary>
/// <param name="Address">The address.</param>
/// <param name="InstanceId">The instance that holds it.</param>
/// <param name="InterfaceId">The network interface, eni-…; null when the finding does not name it.</param>
/// <param name="IsPublic">Whether the internet sees the instance under it: its public IPv4 address or an IPv6 address that is neither unique-local nor link-local.</param>
public sealed record OwnAddress(string Address, string InstanceId, string? InterfaceId, bool IsPublic);
