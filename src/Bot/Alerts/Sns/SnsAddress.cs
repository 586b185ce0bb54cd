using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>Addresses inside messages: anybody can write any there, so that only those of SNS itself are ever called, over TLS, and only for what they are for.</summary>
internal static partial class SnsAddress
{
    /// <summary>Where a certificate lies; null when the address is none of the hosts'.</summary>
    public static Uri? Certificate(string text, IReadOnlySet<string> hosts) =>
        OfHosts(text, hosts) is { Query: "" } address && Pem().IsMatch(address.AbsolutePath) ? address : null;

    /// <summary>Where the subscription is confirmed, made anew from what was checked; null when the address is none of the hosts' or does anything else.</summary>
    public static Uri? Subscription(SnsPost post, IReadOnlySet<string> hosts)
    {
        if (post.SubscribeUrl is not { } text || OfHosts(text, hosts) is not { AbsolutePath: "/" } address) return null;
        var query = QueryHelpers.ParseQuery(address.Query);
        if (query.Count != 3 || query.GetValueOrDefault("Action") != "ConfirmSubscription" || query.GetValueOrDefault("TopicArn") != post.TopicArn || query.GetValueOrDefault("Token") != post.Token) return null;
        return new Uri($"https://{address.IdnHost}/?Action=ConfirmSubscription&TopicArn={Uri.EscapeDataString(post.TopicArn)}&Token={Uri.EscapeDataString(post.Token!)}");
    }

    private static Uri? OfHosts(string text, IReadOnlySet<string> hosts) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", IsDefaultPort: true, UserInfo: "", Fragment: "" } && hosts.Contains(address.IdnHost) ? address : null;

    [GeneratedRegex(@"\A/[A-Za-z0-9._-]+\.pem\z")]
    private static partial Regex Pem();
}
