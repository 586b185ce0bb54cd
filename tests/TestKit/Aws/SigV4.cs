using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOps.TestKit.Aws;

/// <summary>
/// Signature version 4, written from AWS's page and not from its SDK: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// and, for what S3 does otherwise, docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.
/// </summary>
internal static partial class SigV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <param name="rawTarget">Path and query as they went over the wire.</param>
    /// <param name="headers">The signed headers, in any order; the values of one name are joined with commas already.</param>
    /// <param name="payloadHash">Lower-case hex, or the word that stands for it.</param>
    public static string CanonicalRequest(string method, string rawTarget, IEnumerable<KeyValuePair<string, string>> headers, string payloadHash, bool isS3)
    {
        var cut = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = cut < 0 ? rawTarget : rawTarget[..cut];
        var sorted = headers.Select(static header => (Name: header.Key.ToLowerInvariant(), Value: Spaces().Replace(header.Value.Trim(), " "))).OrderBy(static header => header.Name, StringComparer.Ordinal).ToList();
        return string.Join('\n',
            method,
            isS3 ? Once(path) : Twice(path),
            Query(cut < 0 ? "" : rawTarget[(cut + 1)..]),
            string.Concat(sorted.Select(static header => $"{header.Name}:{header.Value}\n")),
            string.Join(';', sorted.Select(static header => header.Name)),
            payloadHash);
    }

    public static string StringToSign(string amzDate, string scope, string canonicalRequest) => $"{Algorithm}\n{amzDate}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";

    public static byte[] Key(string secret, string date, string region, string service) => Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes("AWS4" + secret), date), region), service), "aws4_request");

    public static string Signature(byte[] key, string stringToSign) => Convert.ToHexStringLower(Mac(key, stringToSign));

    public static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    public static bool TryReadDate(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    /// <summary>S3 takes the key as it is: each byte encoded once, nothing normalized.</summary>
    private static string Once(string path) => string.Join('/', path.Split('/').Select(static segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))));

    /// <summary>All others encode the encoded path once more and normalize it.</summary>
    private static string Twice(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/').Where(static segment => segment is not ("" or ".")))
        {
            if (segment != "..") kept.Add(Uri.EscapeDataString(segment));
            else if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        }

        return "/" + string.Join('/', kept) + (kept.Count > 0 && path.EndsWith('/') ? "/" : "");
    }

    private static string Query(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2))
        .Select(static pair => (Name: Again(pair[0]), Value: pair.Length > 1 ? Again(pair[1]) : ""))
        .OrderBy(static pair => pair.Name, StringComparer.Ordinal).ThenBy(static pair => pair.Value, StringComparer.Ordinal)
        .Select(static pair => $"{pair.Name}={pair.Value}"));

    private static string Again(string encoded) => Uri.EscapeDataString(Uri.UnescapeDataString(encoded));

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
