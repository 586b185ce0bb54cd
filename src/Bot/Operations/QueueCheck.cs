using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>The queue findings come from. No message is taken: a receive counts, and after a few of them a message goes to the dead letters.</summary>
internal sealed class QueueCheck(Installation installation, AwsClients clients)
{
    /// <summary>A finding is stored within a second; a backlog of ten of them on a slow disk within this.</summary>
    private const int LeastVisibility = 30;

    private readonly string url = installation.QueueUrl!;
    private readonly string region = installation.QueueRegion ?? "us-east-1";

    public async Task LookAsync(Notebook notes, CancellationToken cancellationToken)
    {
        var sqs = clients.Sqs(region);
        var asked = await AwsAsking.AskAsync("sqs:GetQueueAttributes", region, token => sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] }, token), cancellationToken);
        if (!asked.Is(out var answer, out var fault))
        {
            notes.Fault("queue", fault, RemarkLevel.Wrong, fault.Kind == AwsFaultKind.NotFound ? $"Correct Alerts:Sqs:QueueUrl: region {region}, account and name must be the queue's. deploy/aws/intake.yaml makes one." : null);
            return;
        }

        var attributes = answer.Attributes ?? [];
        var waiting = Number(attributes, "ApproximateNumberOfMessages");
        var inHand = Number(attributes, "ApproximateNumberOfMessagesNotVisible");
        notes.Ok("queue", $"exists; about {waiting} message{(waiting == 1 ? "" : "s")} waiting, {inHand} in hand. How old they are only CloudWatch tells");
        if (attributes.ContainsKey("RedrivePolicy")) notes.Ok("dead letters", "are set aside");
        else notes.Warn("dead letters", "there is no redrive policy: what cannot be read comes back until it expires", "Give the queue a dead-letter queue, maxReceiveCount 5; deploy/aws/intake.yaml has both.");
        var visibility = Number(attributes, "VisibilityTimeout");
        if (visibility >= LeastVisibility) notes.Ok("visibility timeout", $"{visibility} seconds");
        else notes.Warn("visibility timeout", $"{visibility} seconds: a message may be handed out again while it is being stored", $"Set it to {LeastVisibility} seconds or more.");
        await LookAtReceivingAsync(sqs, waiting, notes, cancellationToken);
    }

    private async Task LookAtReceivingAsync(IAmazonSQS sqs, long waiting, Notebook notes, CancellationToken cancellationToken)
    {
        const string Untried = "sqs:DeleteMessage and sqs:ChangeMessageVisibility cannot be tried without one";
        if (waiting > 0)
        {
            notes.Ok("receiving", $"not tried, since messages are waiting and a receive counts; {Untried}");
            return;
        }

        // The count is approximate: should there be one after all, it stays visible to others.
        var request = new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 1, VisibilityTimeout = 0, WaitTimeSeconds = 0 };
        var asked = await AwsAsking.AskAsync("sqs:ReceiveMessage", region, token => sqs.ReceiveMessageAsync(request, token), cancellationToken);
        if (asked.Is(out _, out var fault)) notes.Ok("receiving", $"is allowed; {Untried}");
        else notes.Fault("receiving", fault);
    }

    private static long Number(Dictionary<string, string> attributes, string name) =>
        long.TryParse(attributes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
