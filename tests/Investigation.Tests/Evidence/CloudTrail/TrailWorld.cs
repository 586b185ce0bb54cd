using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>A small random trail of some days: roles, users, services and a root user, calls delivered late, copies in other objects, copies in two accounts,
/// failures, objects without a stamp. The same seed makes the same world.</summary>
internal sealed class TrailWorld(int seed)
{
    public static readonly DateTimeOffset Start = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Regions = ["us-east-1", "eu-west-1"];
    private readonly Random dice = new(seed);
    private readonly SortedDictionary<string, List<string>> objects = new(StringComparer.Ordinal);

    /// <summary>Days of the trail.</summary>
    public const int Days = 3;

    public LogFolder Into(LogFolder folder, int calls)
    {
        for (var call = 0; call < calls; call++) Add();
        foreach (var (key, records) in objects)
        {
            var text = Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}""");
            folder.With(key, key.EndsWith(".gz", StringComparison.Ordinal) ? LogFolder.Gzip(text) : text);
        }

        return folder;
    }

    private void Add()
    {
        var time = Start.AddSeconds(dice.Next(Days * 86_400));
        var region = Pick(Regions);
        var account = dice.Next(10) == 0 ? "444455556666" : "111122223333";
        var id = Guid(dice);
        var shared = dice.Next(25) == 0 ? Guid(dice) : null;
        var record = Record(time, region, account, id, shared);
        var isLoose = dice.Next(40) == 0;
        Deliver(time, region, account, record, isLoose);
        if (dice.Next(20) == 0) Deliver(time, region, account, record, isLoose); // a copy, perhaps in another object or in another day's
        if (shared is not null) Deliver(time, region, "777788889999", Record(time, region, "777788889999", Guid(dice), shared), isLoose);
    }

    private string Record(DateTimeOffset time, string region, string recipient, string id, string? shared)
    {
        var (service, name) = Pick([("ssm", "GetParameters"), ("s3", "GetObject"), ("sts", "AssumeRole"), ("ec2", "DescribeTags"), ("iam", "CreateUser")]);
        var record = new Dictionary<string, object?>
        {
            ["userIdentity"] = Caller(),
            ["eventTime"] = time.ToString(dice.Next(200) == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = $"{service}.amazonaws.com",
            ["eventName"] = name,
            ["awsRegion"] = region,
            ["sourceIPAddress"] = Pick(["198.51.100.23", "198.51.100.2", "2001:DB8::17", "2001:db8:0:0::17", "075.050.255.67", "autoscaling.amazonaws.com", "AWS Internal"]),
            ["userAgent"] = Pick(["aws-cli/2", "Boto3/1.34 \"quoted\" {braces}", "größer/1", "console"]),
            ["errorCode"] = dice.Next(8) == 0 ? Pick(["AccessDenied", "Throttling"]) : null,
            ["requestParameters"] = service == "s3" ? new { bucketName = Pick(["ledger", "ledger-archive"]) } : service == "sts" ? new { roleArn = $"arn:aws:iam::111122223333:role/teams/{Pick(["app", "ops"])}" } : null,
            ["eventID"] = dice.Next(100) == 0 ? null : id,
            ["sharedEventID"] = shared,
            ["recipientAccountId"] = recipient,
            ["eventType"] = "AwsApiCall",
        };
        return JsonSerializer.Serialize(record.Where(static field => field.Value is not null).ToDictionary());
    }

    private object Caller()
    {
        var session = Pick(["i-0123456789abcdef0", "i-0aaaaaaaaaaaaaaaa", "ana@example.com"]);
        var role = Pick(["app", "app", "app", "ops", "audit"]);
        return dice.Next(10) switch
        {
            < 5 => new
            {
                type = "AssumedRole",
                principalId = $"AROA{role}:{session}",
                arn = $"arn:aws:sts::111122223333:assumed-role/{role}/{session}",
                accountId = "111122223333",
                accessKeyId = $"ASIAEXAMPLE{dice.Next(9)}",
                sessionContext = new { sessionIssuer = new { type = "Role", arn = $"arn:aws:iam::111122223333:role/teams/{role}", accountId = "111122223333", userName = role } },
            },
            5 => new { type = "AssumedRole", principalId = $"AROA{role}:{session}", arn = $"arn:aws:sts::111122223333:assumed-role/{role}/{session}", accountId = "111122223333" },
            6 => new { type = "IAMUser", principalId = "AIDAANA", arn = "arn:aws:iam::111122223333:user/ops/ana", accountId = "111122223333", accessKeyId = "AKIAANA", userName = "ana" },
            7 => new { type = "Root", principalId = "111122223333", arn = "arn:aws:iam::111122223333:root", accountId = "111122223333" },
            8 => new { type = "FederatedUser", principalId = "111122223333:bo", arn = "arn:aws:sts::111122223333:federated-user/bo", accountId = "111122223333" },
            _ => new { type = "AWSService", invokedBy = "autoscaling.amazonaws.com" },
        };
    }

    private void Deliver(DateTimeOffset time, string region, string account, string record, bool isLoose)
    {
        var delivered = time.AddSeconds(dice.Next(30) == 0 ? dice.Next(6_000) : dice.Next(600));
        var stamp = new DateTimeOffset(delivered.Ticks - (delivered.Ticks % TimeSpan.FromMinutes(20).Ticks), TimeSpan.Zero).AddMinutes(20);
        var key = isLoose
            ? "loose.json"
            : string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{account}/CloudTrail/{region}/{stamp:yyyy/MM/dd}/{account}_CloudTrail_{region}_{stamp:yyyyMMdd'T'HHmm}Z_{dice.Next(2)}.json.gz");
        if (!objects.TryGetValue(key, out var records)) objects.Add(key, records = []);
        records.Insert(dice.Next(records.Count + 1), record);
    }

    private T Pick<T>(T[] from) => from[dice.Next(from.Length)];

    private static string Guid(Random dice)
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
