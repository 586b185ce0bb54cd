using System.Text.RegularExpressions;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>Whose messages <c>POST /alerts/sns</c> takes. Read once at start; what is wrong stands in <see cref="Errors"/>, all of it.</summary>
internal sealed partial class SnsOptions
{
    private readonly List<string> errors = [];

    private SnsOptions(IConfiguration configuration)
    {
        TopicArns = Listed(configuration, "Alerts:Sns:TopicArns").Where(IsTopic).ToHashSet(StringComparer.Ordinal);
        var hosts = Listed(configuration, "Alerts:Sns:CertificateHosts").Select(static host => host.ToLowerInvariant()).Where(IsHost).ToHashSet(StringComparer.Ordinal);
        Hosts = hosts.Count > 0 ? hosts : TopicArns.Select(HostOf).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The topics that are heard; none: nobody is.</summary>
    public IReadOnlySet<string> TopicArns { get; }

    /// <summary>Hosts that certificates come from and subscriptions are confirmed at, in lower case.</summary>
    public IReadOnlySet<string> Hosts { get; }

    /// <summary>What is wrong, each with its repair.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static SnsOptions Of(IConfiguration configuration) => new(configuration);

    /// <summary>Where the topic's region answers. The domain of China's partition is its own.</summary>
    private static string HostOf(string topic)
    {
        var parts = topic.Split(':');
        return $"sns.{parts[3]}.amazonaws.com{(parts[1] == "aws-cn" ? ".cn" : "")}";
    }

    private static IEnumerable<string> Listed(IConfiguration configuration, string name) => configuration.GetSection(name).GetChildren().Select(static child => child.Value).Append(configuration[name])
        .SelectMany(static text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private bool IsTopic(string arn)
    {
        if (Topic().IsMatch(arn)) return true;
        errors.Add($"Alerts:Sns:TopicArns holds '{arn}'; use the ARN of a standard topic such as arn:aws:sns:us-east-1:111122223333:findings.");
        return false;
    }

    private bool IsHost(string host)
    {
        if (Host().IsMatch(host)) return true;
        errors.Add($"Alerts:Sns:CertificateHosts holds '{host}'; use a host's name such as sns.us-east-1.amazonaws.com.");
        return false;
    }

    [GeneratedRegex(@"\Aarn:aws(-[a-z]+)*:sns:[a-z0-9-]{2,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex Topic();

    [GeneratedRegex(@"\A[a-z0-9-]+(\.[a-z0-9-]+)+\z")]
    private static partial Regex Host();
}
