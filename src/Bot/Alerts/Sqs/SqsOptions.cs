using ChatOps.Bot.Aws;

namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>Which queue is read. What is wrong stands in <see cref="Errors"/>.</summary>
internal sealed class SqsOptions
{
    private const string Name = "Alerts:Sqs:QueueUrl";

    private SqsOptions(IConfiguration configuration)
    {
        if (configuration[Name] is not { Length: > 0 } text) return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.AbsolutePath.Split('/') is not [_, .., { Length: > 0 } name])
        {
            Errors = [$"{Name} is '{text}'; use the queue's URL such as https://sqs.us-east-1.amazonaws.com/111122223333/findings."];
            return;
        }

        var region = AwsOptions.RegionOfQueue(text) ?? AwsOptions.Of(configuration).Settings.Region;
        if (region is null) Errors = [$"{Name} is '{text}', which names no region; set Aws:Region."];
        else Queue = new QueueAddress(text, region, name);
    }

    /// <summary>Null when none is read.</summary>
    public QueueAddress? Queue { get; }

    /// <summary>What is wrong, each with its repair.</summary>
    public IReadOnlyList<string> Errors { get; } = [];

    public static SqsOptions Of(IConfiguration configuration) => new(configuration);
}

/// <param name="Url">As AWS gave it.</param>
/// <param name="Name">The last part of the URL.</param>
internal sealed record QueueAddress(string Url, string Region, string Name);
