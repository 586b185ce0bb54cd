using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using Amazon.Runtime;

namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>What kind of fault a call met; says whether asking again can help and whose turn it is.</summary>
public enum AwsFaultKind
{
    /// <summary>The credentials are good, but they may not do this.</summary>
    Denied,

    /// <summary>There are no credentials, or their role cannot be assumed.</summary>
    NoCredentials,

    /// <summary>The credentials have expired.</summary>
    Expired,

    /// <summary>AWS does not know the credentials, or the signature is wrong.</summary>
    Unknown,

    /// <summary>This machine's clock is wrong.</summary>
    ClockSkew,

    /// <summary>Too many calls, after all retries.</summary>
    Throttled,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>The service refused the request itself.</summary>
    Invalid,

    /// <summary>The service could not be reached, or broke off.</summary>
    Unreachable,

    /// <summary>The service did not answer in time.</summary>
    TimedOut,

    /// <summary>The service failed.</summary>
    Failed,
}

/// <summary>A call that failed, in words for the people of a thread and the operator. Holds no secret and none of AWS's own message but the action it names.</summary>
/// <param name="Kind">What kind of fault.</param>
/// <param name="Reason">Who refused or failed, and what to do, such as "guardduty:GetFindings in 111122223333 us-east-1: not allowed; allow guardduty:GetFindings in the policy of the role used there".</param>
/// <param name="Action">IAM action that was called, such as guardduty:GetFindings.</param>
/// <param name="Code">AWS's error code; null when no answer came.</param>
public sealed partial record AwsFault(AwsFaultKind Kind, string Reason, string Action, string? Code)
{
    private static readonly string[] Denials = ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized", "AllAccessDisabled", "UnauthorizedAccess", "AWS.SimpleQueueService.AccessDenied"];
    private static readonly string[] Expirations = ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"];
    private static readonly string[] Strangers = ["InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignatureException", "InvalidSignature", "IncompleteSignature", "MissingAuthenticationToken", "AuthFailure", "InvalidToken"];
    private static readonly string[] Skews = ["RequestTimeTooSkewed", "RequestInTheFuture"];
    private static readonly string[] Throttles = ["Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "SlowDown", "BandwidthLimitExceeded", "PriorRequestNotComplete", "TransactionInProgressException", "LimitExceededException", "ProvisionedThroughputExceededException", "EC2ThrottledException"];
    private static readonly string[] Disabled = ["OptInRequired", "SubscriptionRequiredException"];

    /// <summary>Whether asking again later may help without anybody doing anything.</summary>
    public bool MayPass => Kind is AwsFaultKind.Throttled or AwsFaultKind.Unreachable or AwsFaultKind.TimedOut or AwsFaultKind.Failed;

    /// <summary>What became of the question.</summary>
    public CoverageState State => Kind is AwsFaultKind.Denied or AwsFaultKind.NoCredentials or AwsFaultKind.Expired or AwsFaultKind.Unknown or AwsFaultKind.ClockSkew or AwsFaultKind.NotFound or AwsFaultKind.Invalid
        ? CoverageState.Refused
        : CoverageState.Unavailable;

    /// <summary>The fault a call ended with.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="action">IAM action of the call, such as guardduty:GetFindings.</param>
    /// <param name="place">Where it was asked, such as "111122223333 us-east-1".</param>
    /// <param name="cancellationToken">The caller's own token: what it ended is no fault.</param>
    /// <returns>Null when the exception is no expected fault of a call; let it go on.</returns>
    public static AwsFault? Of(Exception failure, string action, string place, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return null;
        var service = failure as AmazonServiceException ?? failure.InnerException as AmazonServiceException;
        var code = service?.ErrorCode;
        AwsFaultKind? kind = service is not null ? KindOf(service) : failure switch
        {
            OperationCanceledException or TimeoutException => AwsFaultKind.TimedOut,
            AmazonClientException when Chain(failure).Any(static inner => inner is OperationCanceledException or TimeoutException) => AwsFaultKind.TimedOut,
            AmazonClientException when Chain(failure).Any(static inner => inner is HttpRequestException or IOException or WebException) => AwsFaultKind.Unreachable,
            AmazonClientException when Chain(failure).Any(static inner => IsAboutContent(inner.Message)) => AwsFaultKind.Failed,
            AmazonClientException => AwsFaultKind.NoCredentials,
            HttpRequestException or IOException => AwsFaultKind.Unreachable,
            XmlException or FormatException or OverflowException => AwsFaultKind.Failed, // what answered is no answer of AWS's
            _ => null,
        };
        if (kind is null) return null;

        // a role that cannot be assumed fails inside a call that is fine by itself: AWS names the action that is missing
        var denied = kind == AwsFaultKind.Denied && service!.Message is { } message && DeniedAction().Match(message) is { Success: true } match ? match.Groups[1].Value : action;
        return new AwsFault(kind.Value, Words(kind.Value, action, denied, place, code), denied, code);
    }

    /// <summary>The coverage of a question that met this fault.</summary>
    public Coverage ToCoverage(DateTimeOffset asOf) => new(State, asOf, Reason);

    private static AwsFaultKind KindOf(AmazonServiceException failure)
    {
        var code = failure.ErrorCode ?? "";
        if (Skews.Contains(code)) return AwsFaultKind.ClockSkew;
        if (Expirations.Contains(code)) return AwsFaultKind.Expired;
        if (Strangers.Contains(code)) return AwsFaultKind.Unknown;
        if (Denials.Contains(code) || Disabled.Contains(code)) return AwsFaultKind.Denied;
        if (Throttles.Contains(code) || failure.StatusCode == HttpStatusCode.TooManyRequests) return AwsFaultKind.Throttled;
        if (failure.StatusCode == HttpStatusCode.NotFound || code.Contains("NotFound", StringComparison.Ordinal) || code.StartsWith("NoSuch", StringComparison.Ordinal) || code.EndsWith("DoesNotExist", StringComparison.Ordinal) || code.EndsWith("NonExistentQueue", StringComparison.Ordinal)) return AwsFaultKind.NotFound;
        if (failure.StatusCode == HttpStatusCode.Forbidden) return AwsFaultKind.Denied;
        if (failure.StatusCode == 0) return Chain(failure).Any(static inner => inner is OperationCanceledException or TimeoutException) ? AwsFaultKind.TimedOut : AwsFaultKind.Unreachable;
        return (int)failure.StatusCode is >= 400 and < 500 ? AwsFaultKind.Invalid : AwsFaultKind.Failed;
    }

    private static string Words(AwsFaultKind kind, string action, string denied, string place, string? code)
    {
        var what = $"{action} in {place}";
        return kind switch
        {
            AwsFaultKind.Denied when Disabled.Contains(code) => $"{what}: the account has not enabled this service or region",
            AwsFaultKind.Denied => denied == "sts:AssumeRole"
                ? $"{what}: the account's role may not be assumed; check its trust policy, its external id, and that sts:AssumeRole is allowed"
                : $"{what}: not allowed; allow {denied} in the policy of the role used there",
            AwsFaultKind.NoCredentials => $"{what}: no AWS credentials were found; give the program a role or a profile",
            AwsFaultKind.Expired => $"{what}: the AWS credentials have expired; sign in again or renew them",
            AwsFaultKind.Unknown => $"{what}: AWS does not accept the credentials; check the key, its secret and that they belong to this partition",
            AwsFaultKind.ClockSkew => $"{what}: this machine's clock differs too much from AWS's; set it",
            AwsFaultKind.Throttled => $"{what}: throttled, also after retries; ask again in a minute",
            AwsFaultKind.NotFound => $"{what}: AWS knows nothing of that name there",
            AwsFaultKind.Invalid => $"{what}: AWS refused the request ({Safe(code)})",
            AwsFaultKind.Unreachable => $"{what}: AWS could not be reached, or broke off; ask again",
            AwsFaultKind.TimedOut => $"{what}: no answer in time; ask again",
            _ => $"{what}: AWS failed ({Safe(code)}); ask again",
        };
    }

    /// <summary>A code is a word of AWS's, but what answers may be another server.</summary>
    private static string Safe(string? code) => code is { Length: > 0 and <= 80 } && code.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-') ? code : "no code";

    /// <summary>What the SDK throws by itself is about credentials in many sentences, down to a missing signer of version 4a, which it falls back to; the few others are about what was read.</summary>
    private static bool IsAboutContent(string message) => message.Contains("hash", StringComparison.OrdinalIgnoreCase) || message.Contains("checksum", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException) yield return at;
    }

    [GeneratedRegex(@"not authorized to perform: ([a-z0-9-]{2,40}:[A-Za-z0-9]{2,80})", RegexOptions.CultureInvariant)]
    private static partial Regex DeniedAction();
}
