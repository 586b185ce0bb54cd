using System.Net;

namespace ChatOps.Investigation.Networks;

/// <summary>Tells what network and country addresses belong to, as far as somebody knows. Safe to use from several threads.</summary>
public interface INetworkNames
{
    /// <summary>What the address belongs to.</summary>
    /// <param name="address">IPv4 or IPv6; an IPv4 address written as IPv6 counts as IPv4.</param>
    /// <returns>Null when nothing is known of it.</returns>
    NetworkName? Of(IPAddress address);
}
