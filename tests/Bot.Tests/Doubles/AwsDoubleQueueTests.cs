using System.Text.Json.Nodes;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleQueueTests
{
    [Fact]
    public async Task A_message_is_hidden_while_it_is_worked_on_and_comes_back()
    {
        var time = new ManualTime();
        await using var aws = await AwsDouble.StartAsync(time);
        var queue = aws.Queue("guardduty-findings");
        queue.Send("one");
        var first = await ReceiveAsync(aws, queue);
        Assert.Equal(("one", "1"), (first!["Body"]!.ToString(), first["Attributes"]!["ApproximateReceiveCount"]!.ToString()));
        Assert.Null(await ReceiveAsync(aws, queue));
        Assert.Equal((0, 1), (queue.Visible.Count, queue.InFlight.Count));
        time.Advance(TimeSpan.FromSeconds(30));
        var second = await ReceiveAsync(aws, queue);
        Assert.Equal("2", second!["Attributes"]!["ApproximateReceiveCount"]!.ToString());

        await CallAsync(aws, queue, "DeleteMessage", new JsonObject { ["ReceiptHandle"] = first["ReceiptHandle"]!.ToString() });
        Assert.Empty(queue.Deleted);
        await CallAsync(aws, queue, "DeleteMessage", new JsonObject { ["ReceiptHandle"] = second["ReceiptHandle"]!.ToString() });
        Assert.Equal("one", Assert.Single(queue.Deleted).Body);
    }

    [Fact]
    public async Task A_message_received_too_often_becomes_a_dead_letter()
    {
        var time = new ManualTime();
        await using var aws = await AwsDouble.StartAsync(time);
        var queue = aws.Queue("guardduty-findings").Redrive(maxReceiveCount: 2);
        queue.Send("poison");
        for (var i = 0; i < 3; i++)
        {
            await ReceiveAsync(aws, queue);
            time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal("poison", Assert.Single(queue.DeadLetters).Body);
        Assert.Empty(queue.Visible);
        var attributes = (await CallAsync(aws, queue, "GetQueueAttributes", new JsonObject { ["AttributeNames"] = new JsonArray("All") })).Body["Attributes"]!;
        Assert.Equal(queue.DeadLetterQueue!.Arn, JsonNode.Parse(attributes["RedrivePolicy"]!.ToString())!["deadLetterTargetArn"]!.ToString());
    }

    [Fact]
    public async Task A_long_poll_ends_when_a_message_comes_or_the_time_is_over()
    {
        var time = new ManualTime();
        await using var aws = await AwsDouble.StartAsync(time);
        var queue = aws.Queue("guardduty-findings");
        var waiting = ReceiveAsync(aws, queue, wait: 20);
        queue.Send("one");
        Assert.Equal("one", (await waiting)!["Body"]!.ToString());
        waiting = ReceiveAsync(aws, queue, wait: 20);
        while (!waiting.IsCompleted)
        {
            if (time.NextTimer is not null) time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task A_handle_of_nowhere_and_a_queue_of_nowhere_are_refused()
    {
        await using var aws = await AwsDouble.StartAsync();
        var queue = aws.Queue("guardduty-findings");
        Assert.Equal("com.amazonaws.sqs#ReceiptHandleIsInvalid", (await CallAsync(aws, queue, "DeleteMessage", new JsonObject { ["ReceiptHandle"] = "mine" })).Body["__type"]!.ToString());
        var batch = await CallAsync(aws, queue, "DeleteMessageBatch", new JsonObject { ["Entries"] = new JsonArray(new JsonObject { ["Id"] = "1", ["ReceiptHandle"] = "mine" }) });
        Assert.Equal(("ReceiptHandleIsInvalid", "sqs:DeleteMessage"), (batch.Body["Failed"]![0]!["Code"]!.ToString(), aws.Calls[^1].Action));
        var nowhere = await CallAsync(aws, queue, "ReceiveMessage", new JsonObject { ["QueueUrl"] = queue.Url + "x" });
        Assert.Equal((400, "com.amazonaws.sqs#QueueDoesNotExist"), (nowhere.Status, nowhere.Body["__type"]!.ToString()));
    }

    private static async Task<JsonNode?> ReceiveAsync(AwsDouble aws, AwsQueue queue, int wait = 0)
    {
        var (_, body) = await CallAsync(aws, queue, "ReceiveMessage", new JsonObject { ["MessageSystemAttributeNames"] = new JsonArray("All"), ["WaitTimeSeconds"] = wait });
        return body["Messages"]?[0];
    }

    private static async Task<(int Status, JsonObject Body)> CallAsync(AwsDouble aws, AwsQueue queue, string operation, JsonObject body)
    {
        body.TryAdd("QueueUrl", queue.VendorUrl);
        return await AwsHand.CallAsync(aws, "sqs", "/", body.ToJsonString(), ("x-amz-target", "AmazonSQS." + operation));
    }
}
