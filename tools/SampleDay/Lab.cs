using System.Globalization;

namespace ChatOps.SampleDay;

/// <summary>Who and where: the one instance, its role and its network. Addresses and account numbers are set aside for documentation.</summary>
internal static class Lab
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";
    public const string DetectorId = "4ac1f0b7e2d94d0c8a51b3f6e7d20915";

    public const string InstanceId = "i-0c79413d9f0d9941e";
    public const string InterfaceId = "eni-0b6f14a2c93d58e07";
    public const string PrivateIp = "10.0.0.144";
    public const string PublicIp = "198.51.100.23";
    /// <summary>The host whose ports the instance tries.</summary>
    public const string ScannedHost = "203.0.113.140";

    public const string VpcId = "vpc-0fb8dacf6567d61fc";
    public const string SubnetId = "subnet-05d1c7e48ab2906f3";

    public const string RoleName = "lab-GeneralInstanceRole";
    public const string RoleId = "AROAQ7LABDAYEXAMPLE01";
    public const string RoleArn = $"arn:aws:iam::{Account}:role/{RoleName}";

    public const string ThreatList = "S3BadIpAddressList";

    /// <summary>The day itself, 1 August 2024 from 00:00 UTC.</summary>
    public static readonly DateTimeOffset Day = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first hour of the 21 quiet days before it.</summary>
    public static readonly DateTimeOffset BackgroundFrom = Day.AddDays(-21);

    /// <summary>A time of the day, written as it is read: <c>At("18:42")</c> or <c>At("00:19:20")</c>.</summary>
    public static DateTimeOffset At(string time) => Day + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    /// <summary>The quiet time before <paramref name="until"/> in pieces of up to six hours, cut at 04:00, 10:00, 16:00 and 22:00: whoever reads the folders of the days a window
    /// touches, and two hours more, finds every record of it.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> QuietPieces(DateTimeOffset until)
    {
        for (var from = BackgroundFrom; from < until;)
        {
            var next = from.AddHours(6 - ((from.Hour + 2) % 6));
            var to = next < until ? next : until;
            yield return (from, to);
            from = to;
        }
    }

    /// <summary>ISO 8601 in UTC to the second, as AWS writes it.</summary>
    public static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The minute stamp in the name of a delivered log object.</summary>
    public static string Stamp(DateTimeOffset time) => time.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
}
