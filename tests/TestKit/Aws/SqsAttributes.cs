using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>GetQueueAttributes.</summary>
internal static class SqsAttributes
{
    public static JsonObject Answer(AwsDouble aws, AwsQueue queue, AwsRequest request)
    {
        Dictionary<string, string> all;
        lock (aws.Gate) all = Read(queue);
        var asked = request.Texts("AttributeNames");
        if (asked.FirstOrDefault(name => name is not ("All" or "RedrivePolicy") && !all.ContainsKey(name)) is { } strange) throw new AwsRefusal(400, "InvalidAttributeName", $"Unknown Attribute {strange}.");
        var attributes = new JsonObject();
        foreach (var (name, value) in all.Where(attribute => asked.Contains("All") || asked.Contains(attribute.Key))) attributes[name] = value;
        return attributes.Count == 0 ? [] : new JsonObject { ["Attributes"] = attributes };
    }

    private static Dictionary<string, string> Read(AwsQueue queue)
    {
        var all = new Dictionary<string, string>
        {
            ["QueueArn"] = queue.Arn,
            ["ApproximateNumberOfMessages"] = Text(queue.Visible.Count),
            ["ApproximateNumberOfMessagesNotVisible"] = Text(queue.InFlight.Count),
            ["ApproximateNumberOfMessagesDelayed"] = "0",
            ["VisibilityTimeout"] = Text((int)queue.VisibilityTimeout.TotalSeconds),
            ["MessageRetentionPeriod"] = "345600",
            ["ReceiveMessageWaitTimeSeconds"] = "0",
            ["DelaySeconds"] = "0",
            ["MaximumMessageSize"] = "262144",
            ["CreatedTimestamp"] = "1722470400",
            ["LastModifiedTimestamp"] = "1722470400",
            ["SqsManagedSseEnabled"] = "true",
        };
        // In JSON as SQS writes it: the count is a number.
        if (queue.DeadLetterQueue is { } dead) all["RedrivePolicy"] = new JsonObject { ["deadLetterTargetArn"] = dead.Arn, ["maxReceiveCount"] = queue.MaxReceiveCount }.ToJsonString();
        return all;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
