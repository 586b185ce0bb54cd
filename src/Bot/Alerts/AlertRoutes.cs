using System.Globalization;
using System.IO.Enumeration;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Alerts;

/// <summary>Which finding goes to which channels: the first rule that fits decides. Without rules, everything from Low up goes to the chat's default channel, or to the room's channel security where there is none.</summary>
internal sealed record AlertRoutes(IReadOnlyList<AlertRoute> Rules)
{
    private static readonly Severity LeastLow = new(1.0);
    private static readonly (string Section, string Vendor)[] Chats = [("Slack", "slack"), ("Teams", "teams")];
    private static readonly IReadOnlyList<ChannelRef> Room = [ChannelRef.Web("security")];

    /// <summary>Empty when the finding is recorded only.</summary>
    public IReadOnlyList<ChannelRef> Of(Finding finding) => Rules.FirstOrDefault(rule => rule.Fits(finding))?.Channels ?? [];

    /// <summary>Reads <c>Routes:&lt;n&gt;</c> in the order of their numbers; what is wrong is added to the errors.</summary>
    public static AlertRoutes Read(IConfiguration configuration, ICollection<string> errors)
    {
        var sections = configuration.GetSection("Routes").GetChildren()
            .OrderBy(static section => int.TryParse(section.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
            .ToList();
        if (sections.Count > 0) return new AlertRoutes([.. sections.Select(section => ReadRule(section, errors))]);
        IReadOnlyList<ChannelRef> usual = [.. Chats.Where(chat => configuration[$"{chat.Section}:DefaultChannel"] is { Length: > 0 })
            .Select(chat => new ChannelRef(chat.Vendor, "", configuration[$"{chat.Section}:DefaultChannel"]!.Trim()))];
        return new AlertRoutes([new AlertRoute { MinSeverity = LeastLow, Channels = usual.Count > 0 ? usual : Room }]);
    }

    private static AlertRoute ReadRule(IConfigurationSection section, ICollection<string> errors)
    {
        foreach (var unknown in section.GetChildren().Where(static child => !AlertRoute.Members.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            errors.Add($"{unknown.Path} is not known; a route has {string.Join(", ", AlertRoute.Members)}.");
        return new AlertRoute
        {
            MinSeverity = ReadSeverity(section, errors),
            Type = Text(section, "Type"),
            Account = Checked(section, "Account", static text => text.Length > 0 && text.All(char.IsAsciiDigit), "an account number, digits only", errors),
            Region = Text(section, "Region"),
            Tag = ReadTag(section, errors),
            Channels = ReadChannels(section, errors),
        };
    }

    private static Severity ReadSeverity(IConfigurationSection section, ICollection<string> errors)
    {
        if (Text(section, "MinSeverity") is not { } text) return LeastLow;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 10) return new Severity(value);
        errors.Add($"{section.Path}:MinSeverity is '{text}'; use a number from 0.0 to 10.0.");
        return LeastLow;
    }

    private static KeyValuePair<string, string>? ReadTag(IConfigurationSection section, ICollection<string> errors) =>
        Checked(section, "Tag", static text => text.IndexOf('=', StringComparison.Ordinal) > 0, "key=value", errors) is { } tag && tag.Split('=', 2) is [var key, var value]
            ? KeyValuePair.Create(key, value) : null;

    private static IReadOnlyList<ChannelRef> ReadChannels(IConfigurationSection section, ICollection<string> errors)
    {
        if (Text(section, "Channel") is not { } text) return Room;
        if (text == "none") return [];
        var channels = text.Split(',', StringSplitOptions.TrimEntries).Select(ReadChannel).ToList();
        if (channels.TrueForAll(static channel => channel is not null)) return [.. channels.Select(static channel => channel!.Value)];
        errors.Add($"{section.Path}:Channel is '{text}'; use security, web:security, vendor:workspace/channel, several of them with commas between, or none.");
        return [];
    }

    /// <summary>Null when the text names no channel.</summary>
    private static ChannelRef? ReadChannel(string text)
    {
        var (vendor, place) = text.Split(':', 2) is [var named, var rest] ? (named, rest) : (ChannelRef.WebVendor, text);
        var (workspace, channel) = place.Split('/', 2) is [var first, var second] ? (first, second) : ("", place);
        var isWeb = vendor == ChannelRef.WebVendor;
        if (vendor.Length == 0 || channel.Length == 0 || place.StartsWith('/') || channel.Contains('/', StringComparison.Ordinal) || (isWeb && workspace.Length > 0)) return null;
        return text.Any(char.IsWhiteSpace) || !vendor.All(char.IsAsciiLetterLower) ? null : new ChannelRef(vendor, workspace, channel);
    }

    private static string? Text(IConfigurationSection section, string name) => section[name] is { Length: > 0 } text ? text : null;

    private static string? Checked(IConfigurationSection section, string name, Func<string, bool> fits, string wanted, ICollection<string> errors)
    {
        if (Text(section, name) is not { } text) return null;
        if (fits(text)) return text;
        errors.Add($"{section.Path}:{name} is '{text}'; use {wanted}.");
        return null;
    }
}

/// <summary>One rule; what it leaves out fits everything.</summary>
internal sealed record AlertRoute
{
    public static IReadOnlyList<string> Members { get; } = ["MinSeverity", "Type", "Account", "Region", "Tag", "Channel"];

    public required Severity MinSeverity { get; init; }

    /// <summary>Finding type with * for any text and ? for any character, in any case.</summary>
    public string? Type { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    /// <summary>Tag a resource of the finding must have.</summary>
    public KeyValuePair<string, string>? Tag { get; init; }

    public required IReadOnlyList<ChannelRef> Channels { get; init; }

    public bool Fits(Finding finding) =>
        finding.Severity >= MinSeverity
        && (Type is null || FileSystemName.MatchesSimpleExpression(Type, finding.Type.Text))
        && (Account is null || Account == finding.Id.Account)
        && (Region is null || Region == finding.Id.Region)
        && (Tag is not { } tag || finding.Resources.OfType<InstanceResource>().Any(instance => instance.Tags.Contains(tag)));
}
