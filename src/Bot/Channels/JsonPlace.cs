namespace ChatOps.Bot.Channels;

/// <summary>A place in a JSON tree; written out as a pointer only where something is wrong.</summary>
internal sealed record JsonPlace(JsonPlace? Above, object Key)
{
    public static JsonPlace Root { get; } = new(null, "");

    public JsonPlace this[object key] => new(this, key);

    public override string ToString() => Above is null ? "" : $"{Above}/{Key.ToString()!.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
