using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

internal sealed class SlackPersonState(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string RealName { get; set; } = char.ToUpperInvariant(name[0]) + name[1..] + " Example";

    public string Zone { get; set; } = "Europe/Berlin";

    public int ZoneOffset { get; set; } = 7200;

    public bool IsDeleted { get; set; }

    /// <summary>What is open before this person, the newest last; Slack allows three.</summary>
    public List<string> OpenViews { get; } = [];

    public JsonObject? Home { get; set; }
}

internal sealed class SlackChannelState(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; set; } = name;

    public bool IsPrivate { get; set; }

    public bool IsArchived { get; set; }

    /// <summary>The other person of a direct message.</summary>
    public string? DirectWith { get; init; }

    public HashSet<string> Members { get; } = [];

    /// <summary>All messages, replies too, by ts.</summary>
    public SortedDictionary<string, JsonObject> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>What each message said before, oldest first.</summary>
    public Dictionary<string, List<JsonObject>> Versions { get; } = [];

    public string Type => DirectWith is not null ? "im" : IsPrivate ? "group" : "channel";
}

internal sealed class SlackFileState(string id, string name, int length)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public int Length { get; } = length;

    public string? Title { get; set; }

    public string? AltText { get; set; }

    public byte[]? Bytes { get; set; }

    public bool IsComplete { get; set; }

    /// <summary>How many times it must still be asked for until Slack has looked at it; negative = never.</summary>
    public int Processing { get; set; }

    public int TimesAsked { get; set; }

    public bool IsReady => IsComplete && Processing == 0;

    public string Mimetype => Path.GetExtension(Name).ToUpperInvariant() switch
    {
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".GIF" => "image/gif",
        ".CSV" => "text/csv",
        ".MD" or ".TXT" => "text/plain",
        _ => "application/octet-stream",
    };

    /// <summary>What an image block may show.</summary>
    public bool IsPicture => Mimetype.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>Where it is shown: channel, message ts, thread ts.</summary>
    public List<(string Channel, string Ts, string? ThreadTs)> Shares { get; } = [];
}

internal sealed class SlackViewState(string id, string person, JsonObject view)
{
    public string Id { get; } = id;

    public string Person { get; } = person;

    public JsonObject View { get; set; } = view;
}

internal sealed class SlackTriggerState(string person, DateTimeOffset made)
{
    public string Person { get; } = person;

    public DateTimeOffset Made { get; } = made;

    public bool IsUsed { get; set; }
}

internal sealed class SlackResponseUrlState(string person, string channel, string? threadTs, string? messageTs, DateTimeOffset made)
{
    public string Person { get; } = person;

    public string Channel { get; } = channel;

    public string? ThreadTs { get; } = threadTs;

    /// <summary>The message the url belongs to: what replace_original replaces.</summary>
    public string? MessageTs { get; set; } = messageTs;

    public DateTimeOffset Made { get; } = made;

    public int Uses { get; set; }
}

/// <summary>Words that one person alone sees.</summary>
internal sealed class SlackWhisperState(string person, string channel, string ts, JsonObject message)
{
    public string Person { get; } = person;

    public string Channel { get; } = channel;

    public string Ts { get; } = ts;

    public JsonObject Message { get; set; } = message;

    public bool IsDeleted { get; set; }
}
