using Amazon.S3;
using Amazon.S3.Model;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.Folder;

namespace ChatOps.Bot.Operations;

/// <summary>One place of logs in S3: may it be listed and read, does it hold what it should, of which accounts and regions, how new?</summary>
internal sealed class LogsCheck(LogPlace place, Installation installation, AwsClients clients, string own, TimeProvider time)
{
    private const int HeadBytes = 64 * 1024;
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <summary>What a bucket of another region answers with.</summary>
    private static readonly string?[] Redirects = ["PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"];

    private string region = installation.Aws.Region ?? "us-east-1";

    public async Task LookAsync(Notebook notes, CancellationToken cancellationToken)
    {
        var configured = region;
        var walk = new LogWalk(ListAsync, [.. installation.Aws.Accounts.Select(account => account.Id ?? own)], [.. installation.Aws.Accounts.SelectMany(static account => account.Regions)], Folder(place.Kind));
        if (!await walk.GoAsync(place.Prefix)) return;
        if (region != configured) notes.Warn("bucket", $"is in {region}, the program in {configured}; it is read there, and AWS charges for what goes between regions");
        var newest = walk.Newest.MaxBy(static found => found.LastModified);
        if (newest is null)
        {
            notes.Wrong("objects", $"there is none below {place}", $"Correct {Option(place.Kind)}, or let the logs be delivered there.");
            return;
        }

        LookAtAge(newest, notes);
        LookAtPlaces(walk, notes);
        if (walk.IsCut) notes.Ok("listing", "is long; not all of it was looked at");
        await LookIntoAsync(newest, notes, cancellationToken);

        async Task<ListObjectsV2Response?> ListAsync(string prefix, string? next)
        {
            var request = new ListObjectsV2Request { BucketName = place.Bucket, Prefix = prefix, Delimiter = "/", ContinuationToken = next };
            var asked = await AskAsync("s3:ListBucket", (s3, token) => s3.ListObjectsV2Async(request, token), cancellationToken);
            if (!asked.Is(out var answer, out var fault)) notes.Fault("bucket", fault, RemarkLevel.Wrong, fault.Kind == AwsFaultKind.NotFound ? $"Correct {Option(place.Kind)}: there is no bucket {place.Bucket}." : null);
            return answer;
        }
    }

    private void LookAtAge(S3Object newest, Notebook notes)
    {
        var age = time.GetUtcNow() - new DateTimeOffset(newest.LastModified.GetValueOrDefault().ToUniversalTime());
        var words = $"{newest.Key}, {Words(age)} old";
        if (age > Late) notes.Warn("newest object", words, "Look whether the logs are still delivered there.");
        else notes.Ok("newest object", words);
    }

    /// <summary>Only where the keys tell account and region.</summary>
    private void LookAtPlaces(LogWalk walk, Notebook notes)
    {
        var told = walk.Newest.Select(static found => LogGlance.OfKey(found.Key)).Where(static key => key.Account is not null).Select(static key => $"{key.Account} {key.Region}").ToHashSet(StringComparer.Ordinal);
        if (told.Count == 0) return;
        notes.Ok("accounts", string.Join(", ", told.Order(StringComparer.Ordinal)));
        var missing = installation.Aws.Accounts.SelectMany(account => account.Regions.Select(name => $"{account.Id ?? own} {name}")).Where(name => !told.Contains(name)).ToList();
        if (missing.Count > 0) notes.Warn("accounts", $"no objects of {string.Join(", ", missing)}", "Questions about these are answered without them. Name a prefix above all accounts, or let their logs be delivered there, too.");
    }

    private async Task LookIntoAsync(S3Object newest, Notebook notes, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = place.Bucket, Key = newest.Key, ByteRange = new ByteRange(0, HeadBytes - 1) };
        var asked = await AskAsync("s3:GetObject", (s3, token) => HeadAsync(s3, request, token), cancellationToken);
        if (!asked.Is(out var head, out var fault))
        {
            notes.Fault("reading", fault, RemarkLevel.Wrong, fault.Action == "kms:Decrypt" ? "Allow kms:Decrypt on the bucket's key to the program's role, in its policy and in the key's." : null);
            return;
        }

        var kind = LogGlance.OfKey(newest.Key).Kind ?? LogGlance.OfHead(head);
        if (kind == place.Kind) notes.Ok("reading", $"works, and it is {Name(kind.Value)}");
        else notes.Wrong("reading", kind is null ? $"works, but it is not {Name(place.Kind)}" : $"works, but it is {Name(kind.Value)}, not {Name(place.Kind)}", $"Name the place of {Name(place.Kind)} in {Option(place.Kind)}.");
    }

    private static async Task<byte[]> HeadAsync(IAmazonS3 s3, GetObjectRequest request, CancellationToken cancellationToken)
    {
        using var answer = await s3.GetObjectAsync(request, cancellationToken);
        var head = new byte[HeadBytes];
        return head[..await answer.ResponseStream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken)];
    }

    private async Task<AwsAnswer<T>> AskAsync<T>(string action, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        var asked = await AwsAsking.AskAsync(action, $"s3://{place.Bucket}", token => call(clients.S3(region), token), cancellationToken);
        if (!Redirects.Contains(asked.Fault?.Code)) return asked;
        var located = await AwsAsking.AskAsync("s3:GetBucketLocation", $"s3://{place.Bucket}", token => clients.S3(region).GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = place.Bucket }, token), cancellationToken);
        if (!located.Is(out var location, out var fault)) return new AwsAnswer<T>(null, fault);
        region = location.Location?.Value switch { null or "" => "us-east-1", "EU" => "eu-west-1", var name => name };
        return await AwsAsking.AskAsync(action, $"s3://{place.Bucket}", token => call(clients.S3(region), token), cancellationToken);
    }

    private static string Words(TimeSpan age) => age < TimeSpan.FromHours(2) ? $"{Math.Max(0, age.TotalMinutes):0} minutes" : age < TimeSpan.FromDays(2) ? $"{age.TotalHours:0} hours" : $"{age.TotalDays:0} days";

    private static string Name(LogKind kind) => kind switch
    {
        LogKind.CloudTrail => "a CloudTrail log",
        LogKind.FlowLogs => "a VPC flow log",
        LogKind.EksAudit => "an EKS audit log",
        LogKind.Digest => "a digest of CloudTrail",
        _ => "something beside the logs",
    };

    private static string? Folder(LogKind kind) => kind switch { LogKind.CloudTrail => "CloudTrail", LogKind.FlowLogs => "vpcflowlogs", _ => null };

    private static string Option(LogKind kind) => kind switch { LogKind.CloudTrail => "Evidence:CloudTrail:Uri", LogKind.FlowLogs => "Evidence:FlowLogs:Uri", _ => "Evidence:EksAudit:Uri" };
}
