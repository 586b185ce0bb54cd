using System.Text;

namespace ChatOps.LogWorld.Flows;

/// <summary>A network interface of the world's account.</summary>
internal sealed class FlowInterface(int number, int servicePort)
{
    public static readonly byte[] AccountBytes = Encoding.ASCII.GetBytes(Naming.Account);
    public static readonly byte[] RegionBytes = Encoding.ASCII.GetBytes(Naming.Region);
    public static readonly byte[] VpcBytes = Encoding.ASCII.GetBytes("vpc-" + Naming.Hex("vpc", 1));

    public int Number { get; } = number;

    public string Id { get; } = "eni-" + Naming.Hex("eni", number);

    public byte[] IdBytes { get; } = Encoding.ASCII.GetBytes("eni-" + Naming.Hex("eni", number));

    /// <summary>Every ninth belongs to a service (a NAT gateway, a load balancer) and to no instance.</summary>
    public string? Instance { get; } = number % 9 == 0 ? null : "i-" + Naming.Hex("instance", number);

    public byte[] InstanceBytes { get; } = Encoding.ASCII.GetBytes(number % 9 == 0 ? "-" : "i-" + Naming.Hex("instance", number));

    public byte[] SubnetBytes { get; } = Encoding.ASCII.GetBytes("subnet-" + Naming.Hex("subnet", number % 6));

    public byte[] ZoneBytes { get; } = Encoding.ASCII.GetBytes($"use1-az{1 + number % 6}");

    public Host Address { get; } = Host.V4(10, 20 + number / 16000, number / 250 % 64, 4 + number % 250);

    public Host Address6 { get; } = Host.V6((UInt128)(0x2600_1f18_04a2_b000 | (ulong)(number % 7) << 8) << 64 | (ulong)(number + 1) << 48 | 0x77ff_fe00_0001 | (ulong)(number % 99) << 16);

    /// <summary>The port its own service listens on.</summary>
    public int ServicePort { get; } = servicePort;
}
