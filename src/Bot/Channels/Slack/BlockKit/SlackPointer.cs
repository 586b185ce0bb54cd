namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A place in a JSON tree; written out as a pointer only where something is wrong.</summary>
internal sealed record SlackPointer(SlackPointer? Above, object Key)
{
    public static SlackPointer Root { get; } = new(null, "");

    public SlackPointer this[object key] => new(this, key);

    public override string ToString() => Above is null ? "" : $"{Above}/{Key.ToString()!.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
