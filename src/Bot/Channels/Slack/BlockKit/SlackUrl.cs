namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>What Slack takes as the target of a link, or why it would not.</summary>
internal static class SlackUrl
{
    public const int Most = 3000;

    /// <summary>The address as Slack takes it; null with the reason.</summary>
    public static string? Of(Uri url, out string? whyNot)
    {
        whyNot = null;
        if (!url.IsAbsoluteUri) whyNot = $"it leads into the room: {url.OriginalString}";
        else if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) whyNot = "only web addresses are opened";
        if (whyNot is not null) return null;
        // a bar would end the address inside mrkdwn
        var text = url.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal);
        if (text.Length <= Most) return text;
        whyNot = $"{text.Length:N0} characters are more than Slack takes ({Most:N0})";
        return null;
    }
}
