using ChatOps.Bot.Aws;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>What is configured, as far as an operator asks about it.</summary>
/// <param name="Aws">Accounts, regions, addresses of services.</param>
/// <param name="QueueUrl">Queue findings come from; null when none.</param>
/// <param name="Topics">Topics whose messages are taken at the edge.</param>
/// <param name="Polls">Whether GuardDuty is asked for new findings.</param>
/// <param name="Logs">Places in S3 logs are read from.</param>
/// <param name="EdgeUrl">Where the edge listens; null when it is off.</param>
internal sealed record Installation(AwsSettings Aws, string? QueueUrl, IReadOnlyList<string> Topics, bool Polls, IReadOnlyList<LogPlace> Logs, string? EdgeUrl)
{
    private static readonly (LogKind Kind, string Option)[] LogOptions =
        [(LogKind.CloudTrail, "Evidence:CloudTrail:Uri"), (LogKind.FlowLogs, "Evidence:FlowLogs:Uri"), (LogKind.EksAudit, "Evidence:EksAudit:Uri")];

    /// <summary>Whether findings come by a road that is none of AWS's: posted with a key, or from a folder.</summary>
    public bool HasOtherRoad { get; private init; }

    public bool HasAws => Aws.IsConnected || QueueUrl is not null || Topics.Count > 0 || Logs.Count > 0 || Polls;

    /// <summary>Region of the queue.</summary>
    public string? QueueRegion => AwsOptions.RegionOfQueue(QueueUrl) ?? Aws.Region;

    /// <summary>By which roads findings come in, in words.</summary>
    public IReadOnlyList<string> Roads =>
    [
        .. QueueUrl is null ? Array.Empty<string>() : [$"the queue {QueueName(QueueUrl)}"],
        .. Topics.Select(static topic => $"the topic {topic}"),
        .. Polls ? ["polling"] : Array.Empty<string>(),
        .. HasOtherRoad ? ["POST /alerts/eventbridge, or a folder"] : Array.Empty<string>(),
    ];

    public static Installation Of(IConfiguration configuration, AwsSettings aws) => new(
        aws,
        Text(configuration, "Alerts:Sqs:QueueUrl"),
        [.. Texts(configuration.GetSection("Alerts:Sns:TopicArns"))],
        Text(configuration, "Alerts:Polling:Interval") is not null || Text(configuration, "Findings:Source") == "guardduty",
        [.. LogOptions.Select(option => LogPlace.Read(option.Kind, Text(configuration, option.Option))).OfType<LogPlace>()],
        Text(configuration, "Edge:Url"))
    {
        HasOtherRoad = Text(configuration, "Alerts:ApiKey") is not null || Text(configuration, "Findings:Folder") is not null,
    };

    /// <summary>The last part of the queue's URL.</summary>
    public static string QueueName(string url) => url[(url.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;

    private static IEnumerable<string> Texts(IConfigurationSection section) =>
        section.GetChildren().Select(static child => child.Value).Append(section.Value).SelectMany(static text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

/// <summary>Where objects of one kind of log lie.</summary>
/// <param name="Prefix">What their keys begin with: empty, or ending with a slash.</param>
internal sealed record LogPlace(LogKind Kind, string Bucket, string Prefix)
{
    /// <summary>Null for a text that is no <c>s3://bucket/prefix</c>.</summary>
    public static LogPlace? Read(LogKind kind, string? uri)
    {
        const string Scheme = "s3://";
        if (uri?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true) return null;
        var path = uri[Scheme.Length..];
        var cut = path.IndexOf('/', StringComparison.Ordinal);
        var prefix = cut < 0 ? "" : path[(cut + 1)..].Trim('/');
        return new LogPlace(kind, cut < 0 ? path : path[..cut], prefix.Length == 0 ? "" : prefix + "/");
    }

    public override string ToString() => $"s3://{Bucket}/{Prefix}";
}
