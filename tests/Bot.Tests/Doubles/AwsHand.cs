using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

/// <summary>Requests signed by hand, for what the SDK would not send.</summary>
internal static class AwsHand
{
    private static readonly HttpClient Http = new();

    public static async Task<(int Status, JsonObject Body)> CallAsync(AwsDouble aws, string service, string target, string body, params (string Name, string Value)[] more)
    {
        using var answer = await Http.SendAsync(Signed(aws, service, "POST", target, Encoding.UTF8.GetBytes(body), more: more));
        return ((int)answer.StatusCode, (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

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
