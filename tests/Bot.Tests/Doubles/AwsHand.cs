using System.Globalization;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

/// <summary>Requests signed by hand, for what the SDK would not send.</summary>
internal static class AwsHand
{
    public static HttpRequestMessage Signed(AwsDouble aws, string service, string method, string target, byte[]? body = null, string? host = null, Action<HttpRequestMessage>? afterwards = null, params (string Name, string Value)[] more)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(aws.Address, target));
        if (body is not null) request.Content = new ByteArrayContent(body);
        var date = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = SigV4.Hash(body ?? []);
        var headers = new Dictionary<string, string> { ["host"] = host ?? aws.Address.Authority, ["x-amz-content-sha256"] = hash, ["x-amz-date"] = date };
        foreach (var (name, value) in more) headers[name] = value;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var scope = $"{date[..8]}/{AwsDouble.Region}/{service}/aws4_request";
        var canonical = SigV4.CanonicalRequest(method, target, headers, hash, service == "s3");
        var signature = SigV4.Signature(SigV4.Key(AwsDouble.Secret, date[..8], AwsDouble.Region, service), SigV4.StringToSign(date, scope, canonical));
        request.Headers.TryAddWithoutValidation("Authorization", $"{SigV4.Algorithm} Credential={AwsDouble.KeyId}/{scope}, SignedHeaders={string.Join(';', headers.Keys.Order(StringComparer.Ordinal))}, Signature={signature}");
        afterwards?.Invoke(request);
        return request;
    }
}
