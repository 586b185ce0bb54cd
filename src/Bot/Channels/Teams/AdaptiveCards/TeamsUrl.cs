namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>What a card in Teams may link to, or why it may not.</summary>
internal static class TeamsUrl
{
    /// <summary>Teams documents none; what Windows hands over to a browser is cut behind 2,083.</summary>
    public const int Most = 2048;

    /// <summary>The address as it stands in the card; null with the reason. Paths of the room become whole where people reach the room.</summary>
    public static string? Of(Uri url, Uri? room, out string? whyNot)
    {
        whyNot = null;
        if (!url.IsAbsoluteUri && room is null)
        {
            whyNot = "it leads into the room, which has no public address";
            return null;
        }

        if (!url.IsAbsoluteUri && !Uri.TryCreate(room, url.OriginalString.TrimStart('/', '\\'), out url!)) whyNot = "it is no address";
        else if (!IsOpened(url, room)) whyNot = "only https addresses are opened";
        if (whyNot is not null) return null;
        var text = url.AbsoluteUri;
        if (text.Length <= Most) return text;
        whyNot = $"{text.Length:N0} characters are more than Teams opens everywhere ({Most:N0})";
        return null;
    }

    /// <summary>Whether Teams opens it and we let it: https, or the room itself where it is reached by http.</summary>
    public static bool IsOpened(Uri url, Uri? room) => url.Scheme == Uri.UriSchemeHttps || (room is { Scheme: "http" } && url.Scheme == room.Scheme && url.Host == room.Host && url.Port == room.Port);

    /// <summary>As it stands inside [label](address).</summary>
    public static string Markdown(string url) => url
        .Replace("\\", "%5C", StringComparison.Ordinal)
        .Replace("(", "%28", StringComparison.Ordinal)
        .Replace(")", "%29", StringComparison.Ordinal)
        .Replace("<", "%3C", StringComparison.Ordinal)
        .Replace(">", "%3E", StringComparison.Ordinal)
        .Replace("*", "%2A", StringComparison.Ordinal)
        .Replace("_", "%5F", StringComparison.Ordinal)
        .Replace(" ", "%20", StringComparison.Ordinal);
}
