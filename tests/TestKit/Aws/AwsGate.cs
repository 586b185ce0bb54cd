using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Aws;

/// <summary>Who is there? Computes every request's signature again and believes nothing else.</summary>
internal sealed class AwsGate(AwsKeys keys)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The caller, or a refusal in the service's own words.</summary>
    public AwsCaller Admit(AwsSignature signature, AwsProtocol protocol, HttpRequest request, string rawTarget, byte[] body, DateTimeOffset now)
    {
        var isS3 = protocol == AwsProtocol.RestXml;
        if (keys.Find(signature.KeyId) is not { } key) throw AwsRefusals.UnknownKey(protocol);
        if (key.Token is not null && request.Headers["X-Amz-Security-Token"].ToString() != key.Token) throw AwsRefusals.UnknownKey(protocol);

        var date = request.Headers["X-Amz-Date"].ToString();
        if (!SigV4.TryReadDate(date, out var signed) || !date.StartsWith(signature.Date, StringComparison.Ordinal)) throw AwsRefusals.WrongSignature(protocol);
        if (Unsigned(request, signature) is { Count: > 0 } forgotten) throw new AwsRefusal(403, isS3 ? "AccessDenied" : "SignatureDoesNotMatch", $"There were headers present in the request which were not signed: {string.Join(", ", forgotten)}");

        var said = request.Headers["X-Amz-Content-SHA256"].ToString();
        if (isS3 && said.Length == 0) throw new AwsRefusal(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
        var hash = SigV4.Hash(body);
        var headers = signature.SignedHeaders.Select(name => KeyValuePair.Create(name, string.Join(',', request.Headers[name].Select(static value => value?.Trim()))));
        var canonical = SigV4.CanonicalRequest(request.Method, rawTarget, headers, said.Length > 0 ? said : hash, isS3);
        var derived = SigV4.Key(key.Secret, signature.Date, signature.Region, signature.Service);
        if (!Same(SigV4.Signature(derived, SigV4.StringToSign(date, signature.Scope, canonical)), signature.Hex)) throw AwsRefusals.WrongSignature(protocol);

        // Only S3 takes a body nobody vouches for; a body other than the signed one is taken by none.
        if (said.Length > 0 && said != hash && !(isS3 && said == SigV4.UnsignedPayload))
            throw isS3 ? new AwsRefusal(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.") : AwsRefusals.WrongSignature(protocol);
        if ((now - signed).Duration() > Tolerance) throw AwsRefusals.Skewed(protocol, signed, now);
        if (key.Expires <= now) throw AwsRefusals.ExpiredToken(protocol);
        return key.Caller;
    }

    private static List<string> Unsigned(HttpRequest request, AwsSignature signature) =>
        [.. request.Headers.Keys.Where(static name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || name.Equals("host", StringComparison.OrdinalIgnoreCase)).Select(static name => name.ToLowerInvariant()).Except(signature.SignedHeaders)];

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
