using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>The one workspace we speak in. Read once at start; what is wrong stands in <see cref="Errors"/>, all of it.</summary>
internal sealed partial class SlackOptions
{
    public const string Vendor = "slack";
    private const int ShortestSecret = 16;

    private readonly List<string> errors = [];
    private readonly bool isModeKnown;

    private SlackOptions(IConfiguration configuration)
    {
        IsOn = configuration.GetSection("Slack").Exists();
        var mode = Text(configuration, "Slack:Mode") ?? "http";
        IsSocket = mode.Equals("socket", StringComparison.OrdinalIgnoreCase);
        isModeKnown = IsSocket || mode.Equals("http", StringComparison.OrdinalIgnoreCase);
        BotToken = Text(configuration, "Slack:BotToken") ?? "";
        AppToken = Text(configuration, "Slack:AppToken") ?? "";
        SigningSecrets = [.. new[] { Text(configuration, "Slack:SigningSecret"), Text(configuration, "Slack:PreviousSigningSecret") }.OfType<string>()];
        Command = Text(configuration, "Slack:Command") ?? "/investigate";
        DefaultChannel = Text(configuration, "Slack:DefaultChannel");
        ApiBaseUrl = ReadApiBaseUrl(configuration);
        ResponseHosts = ReadHosts(configuration, "Slack:ResponseHosts", "hooks.slack.com", ".slack.com", ".slack-gov.com");
        FileHosts = ReadHosts(configuration, "Slack:FileHosts", "files.slack.com", "files.slack-gov.com");
        var routed = Routed(configuration).ToList();
        IsToldFindings = configuration.GetSection("Routes").GetChildren().Any() ? routed.Count > 0 : DefaultChannel is not null;
        if (IsOn) Check(configuration);
        foreach (var (option, channel) in routed)
        {
            if (!IsOn) errors.Add($"{option} leads to Slack, and Slack is not configured: Slack:BotToken is missing.");
            else if (!IsChannel(channel[(channel.IndexOf('/', StringComparison.Ordinal) + 1)..])) errors.Add($"{option} names the channel '{channel}' of Slack; use its id, as in slack:C0123456789, which stands at the end of the channel's details in Slack.");
        }
    }

    /// <summary>Whether anything of Slack is configured.</summary>
    public bool IsOn { get; }

    /// <summary>Socket Mode: Slack is called, and no address of ours has to be reachable.</summary>
    public bool IsSocket { get; }

    /// <summary>xoxb-…</summary>
    public string BotToken { get; }

    /// <summary>xapp-…; for Socket Mode only.</summary>
    public string AppToken { get; }

    /// <summary>The current one, and the previous one while it is rotated.</summary>
    public IReadOnlyList<string> SigningSecrets { get; }

    /// <summary>The slash command as the app's manifest names it.</summary>
    public string Command { get; }

    /// <summary>Id of the channel for findings when there are no routes, and for those whose own channel cannot be spoken in; null for the room.</summary>
    public string? DefaultChannel { get; }

    /// <summary>Whether any finding can be routed to a channel of Slack.</summary>
    public bool IsToldFindings { get; }

    /// <summary>Ends with a slash.</summary>
    public Uri ApiBaseUrl { get; }

    /// <summary>Hosts a response_url may have; one that begins with a dot stands for everything below it.</summary>
    public IReadOnlyList<string> ResponseHosts { get; }

    /// <summary>Hosts files of messages are fetched from, which are shown the bot's token; likewise.</summary>
    public IReadOnlyList<string> FileHosts { get; }

    public IReadOnlyList<string> Errors => errors;

    public static SlackOptions Of(IConfiguration configuration) => new(configuration);

    private void Check(IConfiguration configuration)
    {
        if (!isModeKnown) errors.Add($"Slack:Mode is '{configuration["Slack:Mode"]}'; use http or socket.");
        if (!BotToken.StartsWith("xoxb-", StringComparison.Ordinal)) errors.Add("Slack:BotToken is not a bot token; copy the one that begins with xoxb- from OAuth & Permissions of the app.");
        if (IsSocket && !AppToken.StartsWith("xapp-", StringComparison.Ordinal))
            errors.Add("Slack:AppToken is not an app-level token; Socket Mode needs the one that begins with xapp-, with the scope connections:write, from Basic Information of the app.");
        if (isModeKnown && !IsSocket && SigningSecrets.Count == 0) errors.Add("Slack:SigningSecret is empty; copy it from Basic Information of the app, or use Slack:Mode=socket.");
        if (!IsSocket && configuration["Slack:PreviousSigningSecret"] is { } previous && string.IsNullOrWhiteSpace(previous)) errors.Add("Slack:PreviousSigningSecret is empty; leave it out.");
        if (SigningSecrets.Any(static secret => secret.Length < ShortestSecret)) errors.Add($"Slack:SigningSecret has fewer than {ShortestSecret} characters; copy the whole secret.");
        if (!CommandName().IsMatch(Command)) errors.Add($"Slack:Command is '{Command}'; use a slash and 1 to 31 lower-case letters, digits, - or _, as in the app's manifest.");
        if (DefaultChannel is { } channel && !IsChannel(channel)) errors.Add($"Slack:DefaultChannel is '{channel}'; use the channel's id (C…), which stands at the end of the channel's details in Slack.");
    }

    /// <summary>Ids of public and private channels.</summary>
    public static bool IsChannel(string id) => ChannelId().IsMatch(id);

    /// <summary>What routes name after "slack:", each with the option that names it.</summary>
    private static IEnumerable<(string Option, string Channel)> Routed(IConfiguration configuration) =>
        from rule in configuration.GetSection("Routes").GetChildren()
        from channel in (rule["Channel"] ?? "").Split(',', StringSplitOptions.TrimEntries)
        where channel.StartsWith($"{Vendor}:", StringComparison.Ordinal)
        select ($"{rule.Path}:Channel", channel[(Vendor.Length + 1)..]);

    private Uri ReadApiBaseUrl(IConfiguration configuration)
    {
        var text = Text(configuration, "Slack:ApiBaseUrl") ?? "https://slack.com/api/";
        if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))) return url;
        errors.Add($"Slack:ApiBaseUrl is '{text}'; use an https address, such as https://slack.com/api/.");
        return new Uri("https://slack.com/api/");
    }

    private static string[] ReadHosts(IConfiguration configuration, string option, params string[] otherwise)
    {
        var named = Text(configuration, option)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return named is { Length: > 0 } ? named : otherwise;
    }

    private static string? Text(IConfiguration configuration, string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;

    [GeneratedRegex("^/[a-z0-9_-]{1,31}$")]
    private static partial Regex CommandName();

    [GeneratedRegex("^[CG][A-Z0-9]{2,20}$")]
    private static partial Regex ChannelId();
}
