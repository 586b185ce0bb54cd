using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

internal sealed partial class S3Service(AwsDouble aws) : IAwsService
{
    private readonly Dictionary<string, AwsBucket> buckets = [];

    public string Name => "s3";

    public AwsProtocol Protocol => AwsProtocol.RestXml;

    public AwsBucket Bucket(string name, string region, string account)
    {
        lock (aws.Gate) return buckets.TryGetValue(name, out var bucket) ? bucket : buckets[name] = new AwsBucket(aws, name, region, account);
    }

    public string? OperationOf(AwsRequest request)
    {
        var (bucket, key) = Place(request);
        return (request.Method, bucket.Length > 0, key.Length > 0) switch
        {
            ("GET", true, true) when !request.Query.Keys.Except(["x-id", "partNumber"]).Any() => "GetObject",
            ("HEAD", true, true) => "HeadObject",
            ("HEAD", true, false) => "HeadBucket",
            ("GET", true, false) when request.Query.ContainsKey("location") => "GetBucketLocation",
            ("GET", true, false) when request.Query.GetValueOrDefault("list-type") == "2" => "ListObjectsV2",
            _ => null,
        };
    }

    public AwsNeed NeedOf(string operation, AwsRequest request)
    {
        var (bucket, key) = Place(request);
        var arn = $"arn:{AwsNames.Partition(request.Region)}:s3:::{bucket}";
        return operation switch
        {
            "GetObject" or "HeadObject" => new AwsNeed("s3:GetObject", $"{arn}/{key}"),
            "GetBucketLocation" => new AwsNeed("s3:GetBucketLocation", arn),
            _ => new AwsNeed("s3:ListBucket", arn),
        };
    }

    public Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation)
    {
        var (name, key) = Place(request);
        lock (aws.Gate)
        {
            if (!buckets.TryGetValue(name, out var bucket)) throw new AwsRefusal(404, "NoSuchBucket", "The specified bucket does not exist") { Fields = { ["BucketName"] = name } };
            if (!bucket.MayRead(request.Account)) throw AwsRefusals.Denied(Protocol, request.Caller, NeedOf(operation, request));
            if (operation == "GetBucketLocation") return Task.FromResult(Location(bucket));
            if (bucket.Region != request.Region) throw Elsewhere(bucket);
            return Task.FromResult(operation switch
            {
                "ListObjectsV2" => S3Listing.Answer(bucket, request),
                "HeadBucket" => new AwsAnswer(200, "application/xml", []).With("x-amz-bucket-region", bucket.Region),
                _ => S3Reading.Answer(bucket.Find(key) ?? throw Missing(name, key, request), request),
            });
        }
    }

    /// <summary>Bucket and key, by path or by the host's name.</summary>
    private static (string Bucket, string Key) Place(AwsRequest request)
    {
        var path = request.RawPath.TrimStart('/');
        if (VirtualHost().Match(request.Header("Host") ?? "") is { Success: true } host) return (host.Groups[1].Value, Uri.UnescapeDataString(path));
        var cut = path.IndexOf('/', StringComparison.Ordinal);
        return cut < 0 ? (path, "") : (path[..cut], Uri.UnescapeDataString(path[(cut + 1)..]));
    }

    private static AwsAnswer Location(AwsBucket bucket)
    {
        // The first region has no name here: docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
        return AwsAnswer.Xml(new XElement(AwsNames.Xml("s3") + "LocationConstraint", bucket.Region == "us-east-1" ? "" : bucket.Region));
    }

    private static AwsRefusal Elsewhere(AwsBucket bucket) => new(301, "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.")
    {
        Headers = { ["x-amz-bucket-region"] = bucket.Region },
        Fields = { ["Endpoint"] = $"{bucket.Name}.s3.{bucket.Region}.amazonaws.com", ["Bucket"] = bucket.Name },
    };

    /// <summary>Whoever may not list is not told that a key is missing.</summary>
    private AwsRefusal Missing(string bucket, string key, AwsRequest request)
    {
        var list = new AwsNeed("s3:ListBucket", $"arn:{AwsNames.Partition(request.Region)}:s3:::{bucket}");
        return aws.Troubles.IsDenied(list.Action, request.Account) ? AwsRefusals.Denied(Protocol, request.Caller, list) : new AwsRefusal(404, "NoSuchKey", "The specified key does not exist.") { Fields = { ["Key"] = key } };
    }

    [GeneratedRegex(@"^(.+?)\.(?:localhost|s3[.-][a-z0-9.-]*amazonaws\.com(?:\.cn)?)(?::\d+)?$")]
    private static partial Regex VirtualHost();
}
