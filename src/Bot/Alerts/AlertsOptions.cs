using System.Globalization;
using ChatOps.Bot.Aws;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.DeepLinks;

namespace ChatOps.Bot.Alerts;

/// <summary>How findings come in and where they go. Read once at start; what is wrong stands in <see cref="Errors"/>, all of it.</summary>
internal sealed class AlertsOptions
{
    private static readonly string[] Vendors = ["Slack", "Teams"];
    private static readonly string[] Roads = ["Sqs", "Sns", "Polling"];

    private readonly List<string> errors = [];

    private AlertsOptions(IConfiguration configuration)
    {
        ApiKey = Text(configuration, "Alerts:ApiKey");
        MaxBodyBytes = Whole(configuration, "Alerts:MaxBodyBytes", 1 << 20, 1 << 10, 1 << 28);
        RelatedWindow = new RelatedWindow(Span(configuration, "Alerts:RelatedWindow", TimeSpan.FromHours(24), TimeSpan.FromMinutes(1), TimeSpan.FromDays(90)));
        StormPerMinute = Text(configuration, "Storm:PerMinute") is null ? null : (int)Whole(configuration, "Storm:PerMinute", 10, 1, 100_000);
        StormWindow = Span(configuration, "Storm:Window", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Folder = Text(configuration, "Findings:Folder");
        Source = ReadSource(configuration);
        SourceIsExplicit = Text(configuration, "Findings:Source") is not null;
        PollingInterval = ReadPolling(configuration);
        ReplaySpeed = ReadSpeed(configuration);
        LinkUnit = ReadLinkUnit(configuration);
        Routes = AlertRoutes.Read(configuration, errors);
    }

    /// <summary>The key POST /alerts/eventbridge asks for; null: only callers on this machine.</summary>
    public string? ApiKey { get; }

    /// <summary>Largest delivery, in bytes; 1 KiB to 256 MiB, default 1 MiB.</summary>
    public long MaxBodyBytes { get; }

    /// <summary>How far apart findings may be to be called related; 1 minute to 90 days, default 24 hours.</summary>
    public RelatedWindow RelatedWindow { get; }

    /// <summary>New findings a channel is sent per minute before the rest is summarised; null for the chat's own limit.</summary>
    public int? StormPerMinute { get; }

    /// <summary>Over how long new findings are counted; 1 second to 1 day, default 1 minute.</summary>
    public TimeSpan StormWindow { get; }

    public FindingsSource Source { get; }

    /// <summary>Whether somebody chose the source; the sample day goes to other chats than the room only then.</summary>
    public bool SourceIsExplicit { get; }

    /// <summary>How often GuardDuty is asked for changes; 10 seconds to 1 day, default 5 minutes where it is the source of findings. Null: never.</summary>
    public TimeSpan? PollingInterval { get; }

    /// <summary>Folder of findings; null when there is none.</summary>
    public string? Folder { get; }

    /// <summary>Seconds of the sample day that pass in one; null for all at once. Default 60.</summary>
    public double? ReplaySpeed { get; }

    /// <summary>Unit of scope times in Detective links.</summary>
    public ScopeUnit LinkUnit { get; }

    public AlertRoutes Routes { get; }

    /// <summary>What is wrong, each with its repair.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static AlertsOptions Of(IConfiguration configuration) => new(configuration);

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;

    private long Whole(IConfiguration configuration, string name, long otherwise, long least, long most)
    {
        if (Text(configuration, name) is not { } text) return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        errors.Add($"{name} is '{text}'; use a whole number from {least} to {most}.");
        return otherwise;
    }

    private TimeSpan Span(IConfiguration configuration, string name, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (Text(configuration, name) is not { } text) return otherwise;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        errors.Add($"{name} is '{text}'; use a time span from {least} to {most}, such as {otherwise}.");
        return otherwise;
    }

    private FindingsSource ReadSource(IConfiguration configuration)
    {
        switch (Text(configuration, "Findings:Source"))
        {
            case null:
                if (Folder is not null) return FindingsSource.Folder;
                return HasOtherSource(configuration) ? FindingsSource.None : FindingsSource.Sample;
            case "sample":
                return FindingsSource.Sample;
            case "none":
                return FindingsSource.None;
            case "folder":
                if (Folder is null) errors.Add("Findings:Source is folder, but Findings:Folder is not set; name the folder.");
                return FindingsSource.Folder;
            case "guardduty":
                return FindingsSource.GuardDuty;
            case var other:
                errors.Add($"Findings:Source is '{other}'; use sample, folder, guardduty or none.");
                return FindingsSource.None;
        }
    }

    private TimeSpan? ReadPolling(IConfiguration configuration)
    {
        var given = Text(configuration, "Alerts:Polling:Interval");
        if (given is null && Source != FindingsSource.GuardDuty) return null;
        if (AwsOptions.Of(configuration).Settings.Accounts.All(static account => account.Regions.Count == 0))
            errors.Add($"{(given is null ? "Findings:Source is guardduty" : "Alerts:Polling:Interval is set")}, but no place to ask is; name one with Aws:Region or Aws:Accounts:<n>:Regions.");
        return Span(configuration, "Alerts:Polling:Interval", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
    }

    /// <summary>A chat vendor, or a road by which AWS sends findings.</summary>
    private static bool HasOtherSource(IConfiguration configuration) =>
        Text(configuration, "Alerts:ApiKey") is not null
        || Vendors.Any(name => configuration.GetSection(name).Exists())
        || Text(configuration, "Aws:Region") is not null
        || configuration.GetSection("Aws:Accounts").GetChildren().Any(static account => IsSet(account.GetSection("Regions")))
        || Roads.Any(name => IsSet(configuration.GetSection("Alerts").GetSection(name)));

    /// <summary>Whether anything in it has a value: a template may name everything and leave it empty.</summary>
    private static bool IsSet(IConfigurationSection section) => section.AsEnumerable().Any(static entry => !string.IsNullOrEmpty(entry.Value));

    private ScopeUnit ReadLinkUnit(IConfiguration configuration)
    {
        var text = Text(configuration, "DetectiveLinks:ScopeUnit");
        if (text is not (null or "s" or "ms")) errors.Add($"DetectiveLinks:ScopeUnit is '{text}'; use s or ms.");
        return text == "ms" ? ScopeUnit.Milliseconds : ScopeUnit.Seconds;
    }

    private double? ReadSpeed(IConfiguration configuration)
    {
        const double Usual = 60;
        if (Text(configuration, "Findings:Replay") is not { } text) return Usual;
        if (text == "instant") return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 1_000_000) return speed;
        errors.Add($"Findings:Replay is '{text}'; use instant, or how many seconds of the sample day pass in one, such as 60.");
        return Usual;
    }
}

internal enum FindingsSource
{
    None,
    Sample,
    Folder,
    GuardDuty,
}
