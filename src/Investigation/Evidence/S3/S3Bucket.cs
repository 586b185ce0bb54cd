using System.Net;
using System.Runtime.CompilerServices;
using System.Xml;
using Amazon.S3;
using Amazon.S3.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>Calls of one bucket, in the region it turns out to be in. What fails is thrown in our own words.</summary>
internal sealed class S3Bucket(AwsClients clients, string name)
{
    public const string ToList = "s3:ListBucket";
    public const string ToRead = "s3:GetObject";
    private const string ToLocate = "s3:GetBucketLocation";
    private const string ToDecrypt = "kms:Decrypt";
    private string region = clients.Settings.Region ?? "us-east-1";

    /// <summary>How long nothing may come of a body before it counts as broken.</summary>
    public TimeSpan Patience => clients.Settings.Patience;

    /// <summary>Lists page after page.</summary>
    /// <param name="prefix">What keys begin with.</param>
    /// <param name="isDeep">Whether what lies in folders of it is listed, too, instead of the folders.</param>
    /// <param name="after">Only keys after this one; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(string prefix, bool isDeep, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = name, Prefix = prefix, Delimiter = isDeep ? null : "/", StartAfter = next is null ? after : null, ContinuationToken = next, Encoding = EncodingType.Url };
            var page = await CallAsync(ToList, (client, token) => client.ListObjectsV2Async(request, token), cancellationToken);
            if (page.Encoding == EncodingType.Url) Decode(page);
            yield return page;
            var before = next;
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
            if (page.IsTruncated == true && (string.IsNullOrEmpty(next) || next == before)) throw new LogsUnavailableException($"{ToList} in s3://{name}: the listing has more, but does not go on; ask again");
        }
        while (next is not null);
    }

    /// <summary>Whoever may write into the bucket may give an object a name that XML cannot hold, which would end every listing of its folder. So names are asked for as in a form
    /// (Amazon S3 API reference, ListObjectsV2, encoding-type), and the SDK leaves them so.</summary>
    private static void Decode(ListObjectsV2Response page)
    {
        foreach (var listed in page.S3Objects ?? []) listed.Key = WebUtility.UrlDecode(listed.Key);
        page.CommonPrefixes = page.CommonPrefixes?.ConvertAll(static folder => WebUtility.UrlDecode(folder)!);
    }

    /// <summary>Opens an object's bytes, as they were when it was listed.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="version">Its ETag.</param>
    /// <param name="from">First byte wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<GetObjectResponse> GetAsync(string key, string version, long from, CancellationToken cancellationToken) => CallAsync(
        ToRead,
        (client, token) => client.GetObjectAsync(
            new GetObjectRequest { BucketName = name, Key = key, EtagToMatch = $"\"{version}\"", ByteRange = from > 0 ? new ByteRange($"bytes={from}-") : null },
            token),
        cancellationToken);

    /// <summary>What a call or a body met, as <see cref="ILogObjects"/> promises it; null when it is nothing to be expected.</summary>
    public Exception? Faulted(Exception failure, string action, CancellationToken cancellationToken)
    {
        if (failure is XmlException) return new LogsUnavailableException($"{action} in s3://{name}: what answered is no answer of S3; ask again");
        if (AwsFault.Of(failure, IsOfKey(failure) ? ToDecrypt : action, $"s3://{name}", cancellationToken) is not { } fault) return null;
        return fault switch
        {
            { Code: "PreconditionFailed" } => new S3ChangedException("the object changed after it was listed"),
            { Code: "InvalidObjectState" } => new IOException("the object is archived; restore it first"),
            { Kind: AwsFaultKind.NotFound, Code: not "NoSuchBucket" } when action == ToRead => new S3ChangedException("the object is gone"),
            { Kind: AwsFaultKind.Denied } => new LogsRefusedException(fault.Reason, isOfPlace: action == ToList),
            { State: CoverageState.Refused } => new LogsRefusedException(fault.Reason, isOfPlace: true),
            _ => new LogsUnavailableException(fault.Reason),
        };
    }

    private async Task<T> CallAsync<T>(string action, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var asked = Volatile.Read(ref region);
        try
        {
            return await call(clients.S3(asked), cancellationToken);
        }
        catch (AmazonS3Exception elsewhere) when (IsElsewhere(elsewhere))
        {
            // asked where it is, below
        }
        catch (Exception failure) when (Faulted(failure, action, cancellationToken) is { } fault)
        {
            throw fault;
        }

        var at = await RegionAsync(asked, cancellationToken);
        try
        {
            return await call(clients.S3(at), cancellationToken);
        }
        catch (Exception failure) when (Faulted(failure, action, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>The redirect names the region in a header the SDK keeps to itself; where a bucket is may be asked of every region.</summary>
    private async Task<string> RegionAsync(string asked, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.S3(asked).GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = name }, cancellationToken);
            var told = answer.Location?.Value switch
            {
                null or "" or "US" => "us-east-1", // the first region, and one of the first, have names of their own here (Amazon S3 API reference, GetBucketLocation)
                "EU" => "eu-west-1",
                { } code when AwsPlace.IsRegion(code) => code,
                _ => throw new LogsUnavailableException($"s3://{name} lies in a region whose name cannot be read"),
            };
            Volatile.Write(ref region, told);
            return told;
        }
        catch (Exception failure) when (Faulted(failure, ToLocate, cancellationToken) is { } fault)
        {
            throw fault is LogsRefusedException ? new LogsRefusedException($"{fault.Message}, or set Aws:Region to the bucket's", isOfPlace: true) : fault;
        }
    }

    /// <summary>A bucket of another region answers with a redirect, or finds the signature's region wrong.</summary>
    private static bool IsElsewhere(AmazonS3Exception failure) =>
        failure.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect || failure.ErrorCode is "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException";

    /// <summary>Objects under a key of KMS are refused by KMS, in the name of S3.</summary>
    private static bool IsOfKey(Exception failure) =>
        failure is AmazonS3Exception { Message: { } message } told && (message.Contains("kms", StringComparison.OrdinalIgnoreCase) || told.ErrorCode?.StartsWith("KMS.", StringComparison.Ordinal) == true);
}

/// <summary>What was listed is no longer there, or is another: to be listed again.</summary>
internal sealed class S3ChangedException(string message) : IOException(message);
