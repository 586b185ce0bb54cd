using System.Globalization;

namespace ChatOps.TestKit.Aws;

/// <summary>Refusals that every service has and each calls by another name.</summary>
internal static class AwsRefusals
{
    public static AwsRefusal WrongSignature(AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.RestJson or AwsProtocol.Json10 => new AwsRefusal(403, "InvalidSignatureException", Mismatch),
        AwsProtocol.Ec2 => new AwsRefusal(401, "AuthFailure", "AWS was not able to validate the provided access credentials"),
        _ => new AwsRefusal(403, "SignatureDoesNotMatch", Mismatch),
    };

    public static AwsRefusal UnknownKey(AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.RestJson or AwsProtocol.Json10 => new AwsRefusal(403, "UnrecognizedClientException", "The security token included in the request is invalid."),
        AwsProtocol.Ec2 => new AwsRefusal(401, "AuthFailure", "AWS was not able to validate the provided access credentials"),
        AwsProtocol.RestXml => new AwsRefusal(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."),
        _ => new AwsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid."),
    };

    public static AwsRefusal ExpiredToken(AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.RestJson or AwsProtocol.Json10 => new AwsRefusal(403, "ExpiredTokenException", "The security token included in the request is expired"),
        AwsProtocol.Ec2 => new AwsRefusal(400, "RequestExpired", "Request has expired."),
        AwsProtocol.RestXml => new AwsRefusal(400, "ExpiredToken", "The provided token has expired."),
        _ => new AwsRefusal(403, "ExpiredToken", "The security token included in the request is expired"),
    };

    /// <summary>The answer's Date header says what time it is here; the SDK reads it and signs again.</summary>
    public static AwsRefusal Skewed(AwsProtocol protocol, DateTimeOffset signed, DateTimeOffset now)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"Signature expired: {signed:yyyyMMdd'T'HHmmss'Z'} is now earlier than {now.AddMinutes(-5):yyyyMMdd'T'HHmmss'Z'} ({now:yyyyMMdd'T'HHmmss'Z'} - 5 min.)");
        return protocol switch
        {
            AwsProtocol.RestJson or AwsProtocol.Json10 => new AwsRefusal(403, "InvalidSignatureException", words),
            AwsProtocol.Ec2 => new AwsRefusal(400, "RequestExpired", "Request has expired."),
            AwsProtocol.RestXml => new AwsRefusal(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
            _ => new AwsRefusal(403, "SignatureDoesNotMatch", words),
        };
    }

    public static AwsRefusal Denied(AwsProtocol protocol, AwsCaller caller, AwsNeed need)
    {
        var words = $"User: {caller.Arn} is not authorized to perform: {need.Action} on resource: {need.Resource} because no identity-based policy allows the {need.Action} action";
        return protocol switch
        {
            AwsProtocol.RestJson or AwsProtocol.Json10 => new AwsRefusal(403, "AccessDeniedException", words),
            AwsProtocol.Ec2 => new AwsRefusal(403, "UnauthorizedOperation", "You are not authorized to perform this operation. " + words),
            _ => new AwsRefusal(403, "AccessDenied", words),
        };
    }

    public static AwsRefusal Throttled(AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.RestJson => new AwsRefusal(429, "TooManyRequestsException", "Rate exceeded"),
        AwsProtocol.Json10 => new AwsRefusal(400, "RequestThrottled", "Rate exceeded"),
        AwsProtocol.Ec2 => new AwsRefusal(503, "RequestLimitExceeded", "Request limit exceeded."),
        AwsProtocol.RestXml => new AwsRefusal(503, "SlowDown", "Please reduce your request rate."),
        _ => new AwsRefusal(400, "Throttling", "Rate exceeded"),
    };

    private const string Mismatch = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
}
