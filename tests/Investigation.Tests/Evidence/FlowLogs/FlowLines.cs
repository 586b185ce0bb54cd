using System.Globalization;
using System.Text;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Lines of flow logs, written by hand.</summary>
internal static class FlowLines
{
    public const string Default = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n";
    public const string Told = "version account-id interface-id instance-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol packets bytes start end action log-status flow-direction later-field\n";
    public const string Mine = "eni-0aa11bb22cc33dd44";
    public const string Other = "eni-0bb22cc33dd44ee55";

    /// <summary>Key of an object, as S3 has it.</summary>
    public static string Key(string at, string log = "fl-0a", string hash = "aa", bool hive = false)
    {
        var stamp = LogFolder.Utc(at);
        var name = string.Create(CultureInfo.InvariantCulture, $"111122223333_vpcflowlogs_eu-central-1_{log}_{stamp:yyyyMMdd'T'HHmm}Z_{hash}.log.gz");
        return hive
            ? string.Create(CultureInfo.InvariantCulture, $"AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-central-1/year={stamp:yyyy}/month={stamp:MM}/day={stamp:dd}/{name}")
            : string.Create(CultureInfo.InvariantCulture, $"AWSLogs/111122223333/vpcflowlogs/eu-central-1/{stamp:yyyy/MM/dd}/{name}");
    }

    public static string Line(string source, string destination, string start, int seconds = 59, int ports = 0x01BB_C350, int protocol = 6, long bytes = 100, string action = "ACCEPT", string of = Mine) =>
        string.Create(CultureInfo.InvariantCulture, $"2 111122223333 {of} {source} {destination} {ports & 0xffff} {ports >> 16} {protocol} 1 {bytes} {At(start)} {At(start) + seconds} {action} OK\n");

    public static string ToldLine(string source, string destination, string start, string direction, long bytes = 100, string instance = "i-0123456789abcdef0", string packetSource = "-", string packetDestination = "-", string of = Mine) =>
        string.Create(CultureInfo.InvariantCulture, $"5 111122223333 {of} {instance} {source} {destination} {packetSource} {packetDestination} 50000 443 6 1 {bytes} {At(start)} {At(start) + 59} ACCEPT OK {direction} x\n");

    public static string Lost(string start, string of = Mine) => string.Create(CultureInfo.InvariantCulture, $"2 111122223333 {of} - - - - - - - {At(start)} {At(start) + 59} - SKIPDATA\n");

    public static byte[] Packed(params string[] lines) => LogFolder.Gzip(Encoding.ASCII.GetBytes(string.Concat(lines)));

    private static long At(string start) => LogFolder.Utc(start).ToUnixTimeSeconds();
}
