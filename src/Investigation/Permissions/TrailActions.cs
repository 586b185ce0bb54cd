using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Permissions;

/// <summary>Which IAM actions a call of the trail needed. Mostly service and event name are the action's own; the exceptions stand here, each from the service's manual.</summary>
public static partial class TrailActions
{
    /// <summary>Event sources whose IAM prefix is another: CloudWatch User Guide, "Logging CloudWatch API calls with CloudTrail" (monitoring.amazonaws.com);
    /// Resource Groups User Guide, "Logging API calls" (tagging.amazonaws.com).</summary>
    private static readonly FrozenDictionary<string, string> services = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["monitoring"] = "cloudwatch",
        ["tagging"] = "tag",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Calls that need no permission (IAM and STS API references): nobody can take them away, so nothing is said of them. Signing in is no call at all.</summary>
    private static readonly FrozenSet<string> free = new[] { "sts:getcalleridentity", "sts:getsessiontoken" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> exceptions = Exceptions().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The actions a call needed: <c>s3</c>, <c>ListBuckets</c> gives s3:ListAllMyBuckets.</summary>
    /// <param name="service">Event source without its domain; untrusted text.</param>
    /// <param name="call">Event name; untrusted text.</param>
    /// <returns>Empty when it needs none.</returns>
    public static IReadOnlyList<string> Of(string service, string call)
    {
        var prefix = services.GetValueOrDefault(service, service);

        // Lambda Developer Guide, "Logging Lambda API calls with CloudTrail": names carry the date, and a version, of the API
        var name = prefix == "lambda" ? LambdaVersion().Replace(call, "") : call;
        if (prefix == "signin" || free.Contains($"{prefix}:{name}".ToLowerInvariant())) return [];
        if (exceptions.TryGetValue($"{prefix}:{name}", out var actions)) return [.. actions.Select(action => $"{prefix}:{action}")];

        // API Gateway's actions are HTTP methods (API Gateway Developer Guide, "Actions, resources, and condition keys")
        return prefix == "apigateway" && Method(name) is { } method ? [$"apigateway:{method}"] : [$"{prefix}:{name}"];
    }

    private static string? Method(string name) =>
        name.StartsWith("Get", StringComparison.Ordinal) ? "GET"
        : name.StartsWith("Create", StringComparison.Ordinal) ? "POST"
        : name.StartsWith("Update", StringComparison.Ordinal) ? "PATCH"
        : name.StartsWith("Delete", StringComparison.Ordinal) ? "DELETE"
        : null;

    private static Dictionary<string, string[]> Exceptions()
    {
        var found = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);

        // Amazon S3 User Guide, "Required permissions for Amazon S3 API operations"
        Add("s3", "ListAllMyBuckets", "ListBuckets");
        Add("s3", "ListBucket", "ListObjects", "ListObjectsV2", "HeadBucket");
        Add("s3", "ListBucketVersions", "ListObjectVersions");
        Add("s3", "ListBucketMultipartUploads", "ListMultipartUploads");
        Add("s3", "ListMultipartUploadParts", "ListParts");
        Add("s3", "GetObject", "HeadObject", "SelectObjectContent");
        Add("s3", "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "PostObject");
        found["s3:CopyObject"] = found["s3:UploadPartCopy"] = ["GetObject", "PutObject"];
        Add("s3", "DeleteObject", "DeleteObjects");
        Add("s3", "GetLifecycleConfiguration", "GetBucketLifecycle", "GetBucketLifecycleConfiguration");
        Add("s3", "PutLifecycleConfiguration", "PutBucketLifecycle", "PutBucketLifecycleConfiguration", "DeleteBucketLifecycle");
        Add("s3", "PutBucketCORS", "PutBucketCors", "DeleteBucketCors");
        Add("s3", "GetBucketCORS", "GetBucketCors");
        Add("s3", "GetEncryptionConfiguration", "GetBucketEncryption");
        Add("s3", "PutEncryptionConfiguration", "PutBucketEncryption", "DeleteBucketEncryption");
        Add("s3", "GetReplicationConfiguration", "GetBucketReplication");
        Add("s3", "PutReplicationConfiguration", "PutBucketReplication", "DeleteBucketReplication");
        Add("s3", "GetBucketNotification", "GetBucketNotificationConfiguration");
        Add("s3", "PutBucketNotification", "PutBucketNotificationConfiguration");
        Add("s3", "PutBucketTagging", "DeleteBucketTagging");
        Add("s3", "GetBucketPublicAccessBlock", "GetPublicAccessBlock");
        Add("s3", "PutBucketPublicAccessBlock", "PutPublicAccessBlock", "DeletePublicAccessBlock", "DeleteBucketPublicAccessBlock");
        Add("s3", "GetBucketObjectLockConfiguration", "GetObjectLockConfiguration");
        Add("s3", "PutBucketObjectLockConfiguration", "PutObjectLockConfiguration");
        Add("s3", "GetAccelerateConfiguration", "GetBucketAccelerateConfiguration");
        Add("s3", "PutAccelerateConfiguration", "PutBucketAccelerateConfiguration");
        foreach (var kind in new[] { "Analytics", "Inventory", "Metrics", "IntelligentTiering" })
        {
            Add("s3", $"Get{kind}Configuration", $"GetBucket{kind}Configuration", $"ListBucket{kind}Configurations");
            Add("s3", $"Put{kind}Configuration", $"PutBucket{kind}Configuration", $"DeleteBucket{kind}Configuration");
        }

        // Lambda API reference, Invoke and InvokeAsync: "requires permission for the lambda:InvokeFunction action"
        Add("lambda", "InvokeFunction", "Invoke", "InvokeAsync");

        // Amazon SQS Developer Guide, "Amazon SQS API permissions"; Amazon SNS API reference, PublishBatch
        Add("sqs", "SendMessage", "SendMessageBatch");
        Add("sqs", "DeleteMessage", "DeleteMessageBatch");
        Add("sqs", "ChangeMessageVisibility", "ChangeMessageVisibilityBatch");
        Add("sns", "Publish", "PublishBatch");

        // AWS KMS Developer Guide, "AWS KMS permissions": one call, two keys
        found["kms:ReEncrypt"] = ["ReEncryptFrom", "ReEncryptTo"];

        // Amazon Bedrock API reference, Converse and ConverseStream
        Add("bedrock", "InvokeModel", "Converse");
        Add("bedrock", "InvokeModelWithResponseStream", "ConverseStream");
        return found;

        void Add(string service, string action, params ReadOnlySpan<string> calls)
        {
            foreach (var call in calls) found[$"{service}:{call}"] = [action];
        }
    }

    [GeneratedRegex(@"[0-9]{8}(?:v[0-9]{1,2})?\z")]
    private static partial Regex LambdaVersion();
}
