using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>The queue's four verbs. What goes wrong with one is told as the road's trouble, and ends with its next success.</summary>
internal sealed class SqsQueue(AwsClients clients, QueueAddress address, RoadTroubles troubles)
{
    /// <summary>How long a received message stays hidden from other receivers, whatever the queue's own setting.</summary>
    public static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);

    private const int Most = 10; // SQS gives and deletes no more at once
    private const int Wait = 20; // seconds; the longest SQS knows
    private const int DeleteTries = 2;

    private readonly string place = $"the queue {address.Name} of {address.Region}";

    private IAmazonSQS Client => clients.Sqs(address.Region);

    /// <summary>Waits up to 20 seconds for up to ten messages; null when it failed.</summary>
    public async Task<IReadOnlyList<Message>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = address.Url,
            MaxNumberOfMessages = Most,
            WaitTimeSeconds = Wait,
            VisibilityTimeout = (int)Hidden.TotalSeconds,
            MessageSystemAttributeNames = ["SentTimestamp"],
        };
        var answer = await TryAsync("sqs:ReceiveMessage", () => Client.ReceiveMessageAsync(request, cancellationToken), cancellationToken);
        return answer is null ? null : answer.Messages ?? [];
    }

    /// <summary>Deletes up to ten messages. What stays comes again, and changes nothing. False when nothing could be asked.</summary>
    public async Task<bool> DeleteAsync(IReadOnlyList<QueuedAlert> messages, CancellationToken cancellationToken)
    {
        const string Action = "sqs:DeleteMessage";
        var entries = messages.Select(static (message, index) => new DeleteMessageBatchRequestEntry { Id = index.ToString(CultureInfo.InvariantCulture), ReceiptHandle = message.Handle }).ToList();
        for (var tries = 0; entries.Count > 0 && tries < DeleteTries; tries++)
        {
            var request = new DeleteMessageBatchRequest { QueueUrl = address.Url, Entries = entries };
            if (await TryAsync(Action, () => Client.DeleteMessageBatchAsync(request, cancellationToken), cancellationToken) is not { } answer) return false;
            var failed = (answer.Failed ?? []).Where(static failure => !IsGone(failure.Code)).Select(static failure => failure.Id).ToHashSet(StringComparer.Ordinal);
            entries = entries.FindAll(entry => failed.Contains(entry.Id));
        }

        if (entries.Count > 0) troubles.Met(SqsIntake.SourceName, Action, $"{Action} in {place}: some messages were not deleted; they come again, and change nothing");
        return true;
    }

    /// <summary>Hides a message for another while. One that cannot be hidden comes again, and changes nothing.</summary>
    public async Task HoldAsync(QueuedAlert message, CancellationToken cancellationToken)
    {
        var request = new ChangeMessageVisibilityRequest { QueueUrl = address.Url, ReceiptHandle = message.Handle, VisibilityTimeout = (int)Hidden.TotalSeconds };
        await TryAsync("sqs:ChangeMessageVisibility", () => Client.ChangeMessageVisibilityAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>The receive is over, or the message is: it comes again, or is done. The code stands alone or behind AWS.SimpleQueueService.</summary>
    private static bool IsGone(string? code) => code is not null && (code.EndsWith("MessageNotInflight", StringComparison.Ordinal) || code.EndsWith("ReceiptHandleIsInvalid", StringComparison.Ordinal));

    private async Task<T?> TryAsync<T>(string action, Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var answer = await call().WaitAsync(cancellationToken); // the SDK's search for credentials cannot be cancelled, and may take half a minute
            troubles.Over(SqsIntake.SourceName, action);
            return answer;
        }
        catch (Exception failure) when (AwsFault.Of(failure, action, place, cancellationToken) is { } fault)
        {
            if (!IsGone(fault.Code)) troubles.Met(SqsIntake.SourceName, action, fault.Reason);
            return null;
        }
    }
}
