namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Whether an address that came with a message may be called: it names a host of Slack's, or one the operator listed. Pure.</summary>
internal static class SlackResponseUrl
{
    /// <param name="hosts">One that begins with a dot stands for everything below it.</param>
    /// <returns>Null when it may not.</returns>
    public static Uri? Allowed(string? url, IReadOnlyList<string> hosts)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.UserInfo.Length > 0) return null;
        if (parsed.Scheme != Uri.UriSchemeHttps && !(parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback)) return null;
        return hosts.Any(host => IsOf(parsed, host)) ? parsed : null;
    }

    private static bool IsOf(Uri url, string host) =>
        host.StartsWith('.') ? url.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase) && url.IdnHost.Length > host.Length
        : url.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) || url.Authority.Equals(host, StringComparison.OrdinalIgnoreCase);
}
