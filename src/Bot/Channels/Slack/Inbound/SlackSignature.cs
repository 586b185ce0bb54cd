using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Whether a request comes from Slack: an HMAC over its time and its raw body (docs.slack.dev/authentication/verifying-requests-from-slack). Pure.</summary>
internal static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>How far Slack's clock and ours may be apart, either way: what is older may be a replay.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private const string Version = "v0=";
    private const int LongestTimestamp = 12;

    /// <param name="secrets">Each may have signed: a secret and the one before it, while it is rotated.</param>
    /// <param name="timestamp">The header as received; one value is needed.</param>
    /// <param name="signature">Likewise.</param>
    public static bool IsGenuine(IReadOnlyList<string> secrets, StringValues timestamp, StringValues signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (timestamp is not [{ Length: > 0 and <= LongestTimestamp } time] || signature is not [{ } given]) return false;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds) return false;
        if (given.Length != Version.Length + (2 * SHA256.HashSizeInBytes) || !given.StartsWith(Version, StringComparison.Ordinal)) return false;
        var genuine = false;
        // All are tried, so that the time taken does not say which one fits.
        foreach (var secret in secrets) genuine |= IsBy(secret, time, given, body);
        return genuine;
    }

    /// <summary>The signature Slack would send.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return Version + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private static bool IsBy(string secret, string time, string given, ReadOnlySpan<byte> body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, time, body)), Encoding.UTF8.GetBytes(given));
}
