using ChatOps.SampleDay.Trail;
using static ChatOps.SampleDay.Lab;

namespace ChatOps.SampleDay.Findings;

/// <summary>The 25 findings of the day, all of the one instance or its address.</summary>
internal static class FindingStories
{
    private static readonly ApiMethod[] Reconnaissance = [ApiMethod.ListBuckets, ApiMethod.DescribeParameters, ApiMethod.ListTables];

    public static readonly IReadOnlyList<FindingStory> All =
    [
        FindingStory.Call(1, At("00:17"), At("00:17"), ApiMethod.RegisterManagedInstance, 1),
        FindingStory.Call(2, At("00:20"), At("00:54"), ApiMethod.GetParameters, 41),
        new(3, At("00:20:05"), At("18:25"), "CryptoCurrency:EC2/BitcoinTool.B!DNS", 8, 214, new AskedForDomain(
            "pool.coins.example",
            "Bitcoin pool",
            $"{InstanceId} asks for a domain of a Bitcoin pool",
            $"EC2 instance {InstanceId} asks for a domain name that cryptocurrency miners use."))
        { Pace = TimeSpan.FromMinutes(60) },
        new(4, At("00:20:09"), At("18:25:12"), "Backdoor:EC2/C&CActivity.B!DNS", 8, 187, new AskedForDomain(
            "relay.command.example",
            "Command and control",
            $"{InstanceId} asks for a domain of a command and control server",
            $"EC2 instance {InstanceId} asks for a domain name of a known command and control server."))
        { Pace = TimeSpan.FromMinutes(45) },
        new(5, At("00:20:14"), At("18:20"), "Trojan:EC2/DNSDataExfiltration!DNS", 8, 1032, new AskedForDomain(
            "q7w2mzk4l1x9p0.tunnel.example",
            "Data carried by DNS",
            $"{InstanceId} sends data out through DNS queries",
            $"EC2 instance {InstanceId} asks for domain names that carry data to the one who answers them."))
        { Pace = TimeSpan.FromMinutes(90) },
        new(6, At("00:20:18"), At("18:35"), "Recon:EC2/Portscan", 5, 219, new ScannedPorts(445, "SMB")) { Pace = TimeSpan.FromMinutes(60) },
        FindingStory.Call(7, At("00:21"), At("00:54:06"), ApiMethod.ListBuckets, 33),
        new(8, At("00:25"), At("18:40"), "CryptoCurrency:Runtime/BitcoinTool.B!DNS", 8, 205, new RanMiner("pool.coins.example"))
        { Pace = TimeSpan.FromMinutes(60) },
        .. Enumerable.Range(2, 12).Select(Hourly),
        FindingStory.Call(21, At("16:44"), At("17:40"), ApiMethod.DescribeParameters, 55),
        FindingStory.Call(22, At("17:41"), At("18:33"), ApiMethod.ListTables, 51),
        FindingStory.Call(23, At("17:42"), At("18:31"), ApiMethod.GetParameters, 48),
        FindingStory.Call(24, At("18:42"), At("18:42"), ApiMethod.GetParameters, 1),
        FindingStory.Call(25, At("18:42"), At("18:42"), ApiMethod.ListBuckets, 1),
    ];

    // Findings 9 to 20: one begins in each hour from 02 to 13 and goes on for 50 minutes.
    private static FindingStory Hourly(int hour)
    {
        var method = hour % 2 == 0 ? ApiMethod.GetParameters : Reconnaissance[hour / 2 % 3];
        var first = Day.AddHours(hour).AddMinutes(41);
        return FindingStory.Call(hour + 7, first, first.AddMinutes(50), method, 46 + hour % 5);
    }
}
