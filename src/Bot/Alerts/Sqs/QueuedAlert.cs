using System.Globalization;
using System.Text;
using Amazon.SQS.Model;

namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>A message of the queue, opened. What SNS put into it needs no proof here: the queue's policy says who may put anything in.</summary>
/// <param name="Id">The same for every receive of it.</param>
/// <param name="Handle">Of this receive; what it is deleted by.</param>
/// <param name="Items">What it holds.</param>
internal sealed record QueuedAlert(string Id, string Handle, IReadOnlyList<AlertItem> Items)
{
    /// <summary>Why nothing of it can be taken; null when all can.</summary>
    public RefusedItem? Wrong => Items.OfType<RefusedItem>().FirstOrDefault();

    public IReadOnlyList<FindingItem> Findings => [.. Items.OfType<FindingItem>()];

    public static QueuedAlert Of(Message message)
    {
        var sent = SentAt(message);
        var items = AlertParser.Parse(Encoding.UTF8.GetBytes(message.Body ?? ""));
        return new QueuedAlert(message.MessageId ?? "", message.ReceiptHandle ?? "", [.. items.Select(item => item is FindingItem { SentAt: null } finding ? finding with { SentAt = sent } : item)]);
    }

    private static DateTimeOffset? SentAt(Message message) =>
        message.Attributes?.GetValueOrDefault("SentTimestamp") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
