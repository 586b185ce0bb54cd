namespace ChatOps.LogWorld.Flows;

/// <summary>Who takes part in a flow world: its interfaces, and the strangers they talk with.</summary>
internal sealed class FlowCast
{
    public const string Attacker = "203.0.113.77";
    public const int Clients = 60_000, Scanners = 200_000, AwsAddresses = 600;
    private const int VictimNumber = 7;
    public static readonly Host AttackerHost = Host.V4(203, 0, 113, 77);
    public static readonly Host Resolver = Host.V4(10, 20, 63, 2);
    private static readonly int[] ServicePorts = [443, 443, 80, 8080, 5432, 6379, 3306, 9092, 2049, 50051];
    private static readonly byte[] PublicOctets = [3, 13, 18, 23, 34, 45, 51, 52, 64, 73, 81, 91, 93, 103, 104, 128, 141, 146, 162, 176, 178, 185, 188, 193, 194, 195, 212];
    private static readonly byte[] AwsOctets = [94, 95, 119, 216, 217, 218];
    private readonly uint[] clients, scanners, aws;

    public FlowCast(long seed, int interfaces)
    {
        var dice = Dice.For(seed, "interfaces");
        Interfaces = [.. Enumerable.Range(0, interfaces).Select(i => new FlowInterface(i, dice.Pick(ServicePorts)))];
        Activity = new Lots(interfaces, static i => 1 / Math.Pow(i + 3, 0.7));
        clients = Strangers(seed, "clients", Clients);
        scanners = Strangers(seed, "scanners", Scanners);
        aws = [.. Enumerable.Range(0, AwsAddresses).Select(_ => 52u << 24 | (uint)dice.Pick(AwsOctets) << 16 | (uint)dice.Below(256) << 8 | (uint)(1 + dice.Below(254)))];
    }

    public FlowInterface[] Interfaces { get; }

    /// <summary>Few interfaces carry most of the load.</summary>
    public Lots Activity { get; }

    public FlowInterface Victim => Interfaces[VictimNumber];

    /// <summary>The secondary private address of the victim's interface.</summary>
    public static Host VictimSecondary => Host.V4(10, 20, 63, 200);

    public Host Client(int number) => Host.V4(clients[number]);

    public Host Scanner(int number) => Host.V4(scanners[number]);

    public Host Aws(int number) => Host.V4(aws[number]);

    private static uint[] Strangers(long seed, string kind, int count)
    {
        var dice = Dice.For(seed, kind);
        var addresses = new uint[count];
        for (var i = 0; i < count; i++) addresses[i] = (uint)dice.Pick(PublicOctets) << 24 | (uint)dice.Below(1 << 16) << 8 | (uint)(1 + dice.Below(254));
        return addresses;
    }
}
