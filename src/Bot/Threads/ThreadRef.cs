using System.Globalization;

namespace ChatOps.Bot.Threads;

/// <summary>A place in a chat where threads are: vendor, workspace (empty for the web room) and channel.</summary>
internal readonly record struct ChannelRef(string Vendor, string Workspace, string Channel)
{
    public const string WebVendor = "web";

    /// <summary>The chat, as people call it.</summary>
    public string Chat => ChatOf(Vendor);

    /// <summary>A chat as people call it, such as "Slack" or "the web room".</summary>
    public static string ChatOf(string vendor) => vendor == WebVendor ? "the web room" : vendor.Length == 0 ? "" : char.ToUpperInvariant(vendor[0]) + vendor[1..];

    public static ChannelRef Web(string channel) => new(WebVendor, "", channel);

    public override string ToString() => Workspace.Length == 0 ? $"{Vendor}:{Channel}" : $"{Vendor}:{Workspace}/{Channel}";
}

/// <summary>Our id of a thread; opaque, sortable by creation.</summary>
internal readonly record struct ThreadId(string Value)
{
    public static ThreadId New(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString("N"));

    public override string ToString() => Value;
}

/// <summary>Our id of a message; opaque, sortable by creation.</summary>
internal readonly record struct MessageId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The number people call a case by.</summary>
internal readonly record struct CaseNumber(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
