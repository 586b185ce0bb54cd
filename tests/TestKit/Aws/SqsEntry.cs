namespace ChatOps.TestKit.Aws;

internal sealed class SqsEntry(string id, string body, DateTimeOffset sentAt)
{
    public string Id => id;

    public string Body => body;

    public DateTimeOffset VisibleAt { get; set; } = sentAt;

    public DateTimeOffset? FirstReceivedAt { get; set; }

    public int Received { get; set; }

    /// <summary>The queue it came from, when it is a dead letter.</summary>
    public string? CameFrom { get; init; }

    /// <summary>Every handle it was handed out under; only the last is worth anything.</summary>
    public List<string> Handles { get; } = [];

    public AwsMessage Message => new(id, body, Received, SentAt);

    public DateTimeOffset SentAt { get; } = sentAt;
}
