using System.Globalization;
using System.IO.Compression;
using System.Text;
using Amazon.Runtime;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.S3;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Investigate.S3;

/// <summary>A bucket at the double, and logs read from it with the genuine client.</summary>
internal sealed class BucketUnderTest : IAsyncDisposable
{
    public const string Name = "org-logs";
    private readonly List<IDisposable> made = [];

    private BucketUnderTest(AwsDouble aws, TimeProvider time) => (Aws, Time) = (aws, time);

    public AwsDouble Aws { get; }

    /// <summary>The clock of the logs.</summary>
    public TimeProvider Time { get; }

    public AwsBucket Bucket => Aws.Bucket(Name);

    /// <summary>Prefixes listed so far, each with what it was listed after.</summary>
    public IReadOnlyList<string> Listed => [.. Aws.Calls.Where(static call => call.Operation == "ListObjectsV2").Select(static call => Query(call.Target, "prefix") + (Query(call.Target, "delimiter") is "/" ? "|" : ""))];

    public int Reads => Aws.Calls.Count(static call => call.Operation == "GetObject");

    public static async Task<BucketUnderTest> StartAsync(TimeProvider? time = null) => new(await AwsDouble.StartAsync(), time ?? TimeProvider.System);

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeWindow Window(string from, string to) => new(Utc(from), Utc(to));

    /// <summary>Logs that know no more objects than so many.</summary>
    public S3Logs Few(long most)
    {
        S3Place.TryParse($"s3://{Name}", out var parsed, out _).ShouldBeTrue();
        var logs = new S3Logs(Clients(), parsed, [LogKind.CloudTrail], Time) { MostKnown = most };
        made.Add(logs);
        return logs;
    }

    public S3Logs Logs(string place = $"s3://{Name}", params LogKind[] kinds)
    {
        S3Place.TryParse(place, out var parsed, out _).ShouldBeTrue();
        var clients = Clients();
        var logs = new S3Logs(clients, parsed, kinds.Length == 0 ? [LogKind.CloudTrail] : kinds, Time);
        made.Add(logs);
        return logs;
    }

    public AwsClients Clients(AWSCredentials? credentials = null, TimeSpan? patience = null)
    {
        var settings = new ChatOps.Investigation.Evidence.Aws.AwsSettings { Region = AwsDouble.Region, ServiceUrls = new Dictionary<AwsApi, Uri> { [AwsApi.S3] = Aws.Address }, Patience = patience ?? TimeSpan.FromSeconds(10), Retries = 1 };
        var clients = new AwsClients(settings, credentials ?? new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret));
        made.Add(clients);
        return clients;
    }

    public static async Task<IReadOnlyList<string>> KeysAsync(S3Logs logs, TimeWindow window, LogKind kind = LogKind.CloudTrail) =>
        [.. (await logs.ListAsync(new LogQuery(kind, window), default)).Objects.Select(static log => log.Key).Order(StringComparer.Ordinal)];

    public static string Trail(string stamp, string account = AwsDouble.Account, string region = AwsDouble.Region) =>
        $"AWSLogs/{account}/CloudTrail/{region}/{Day(stamp)}/{account}_CloudTrail_{region}_{stamp}Z_AbCdEfGhIjKlMnOp.json.gz";

    public static string Day(string stamp) => $"{stamp[..4]}/{stamp[4..6]}/{stamp[6..8]}";

    public static byte[] Gzip(string text)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return stored.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(made)) one.Dispose();
        Aws.Unexpected.ShouldBeEmpty();
        await Aws.DisposeAsync();
    }

    private static string Query(string target, string name) =>
        target.Split('?', '&').Skip(1).Select(static pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(static pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault() ?? "";
}
