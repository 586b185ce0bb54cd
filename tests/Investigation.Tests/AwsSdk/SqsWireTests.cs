using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace ChatOps.Investigation.AwsSdk;

public sealed class SqsWireTests
{
    private const string Queue = "https://sqs.eu-central-1.amazonaws.com/111122223333/findings";

    private readonly Line line = new();

    [Fact]
    public async Task A_message_is_received_with_its_attributes()
    {
        line.Says("""{"Messages":[{"MessageId":"m","ReceiptHandle":"h","Body":"{}","Attributes":{"ApproximateReceiveCount":"2"},"MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}}}]}""");

        var answer = await Client().ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = Queue,
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 20,
            MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount],
        });

        (line.Only.Method, line.Only.Uri.AbsoluteUri).ShouldBe(("POST", "https://sqs.eu-central-1.amazonaws.com/"));
        (line.Only.Headers["X-Amz-Target"], line.Only.Headers["Content-Type"]).ShouldBe(("AmazonSQS.ReceiveMessage", "application/x-amz-json-1.0"));
        line.Only.Scope.ShouldBe("eu-central-1/sqs/aws4_request");
        line.Only.Body.ShouldBe($$"""{"QueueUrl":"{{Queue}}","MessageSystemAttributeNames":["ApproximateReceiveCount"],"MaxNumberOfMessages":10,"WaitTimeSeconds":20}""");
        var message = answer.Messages.ShouldHaveSingleItem();
        (message.ReceiptHandle, message.Body, message.Attributes["ApproximateReceiveCount"], message.MessageAttributes["k"].StringValue).ShouldBe(("h", "{}", "2", "v"));
    }

    [Fact]
    public async Task An_empty_queue_answers_without_messages()
    {
        line.Says("{}");

        (await Client().ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Queue })).Messages.ShouldBeNull();
    }

    [Fact]
    public async Task Messages_are_deleted_one_by_one_and_together_and_put_back()
    {
        line.Says("").Says("""{"Successful":[{"Id":"1"}],"Failed":[{"Id":"2","SenderFault":true,"Code":"ReceiptHandleIsInvalid"}]}""").Says("{}")
            .Says("""{"Attributes":{"ApproximateNumberOfMessages":"7"}}""");
        using var client = Client();

        await client.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = Queue, ReceiptHandle = "h" });
        var deleted = await client.DeleteMessageBatchAsync(new DeleteMessageBatchRequest { QueueUrl = Queue, Entries = [new() { Id = "1", ReceiptHandle = "a" }, new() { Id = "2", ReceiptHandle = "b" }] });
        await client.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest { QueueUrl = Queue, ReceiptHandle = "h", VisibilityTimeout = 0 });
        var attributes = await client.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = Queue, AttributeNames = [QueueAttributeName.ApproximateNumberOfMessages] });

        line.Requests.Select(static request => request.Headers["X-Amz-Target"]).ShouldBe(
            ["AmazonSQS.DeleteMessage", "AmazonSQS.DeleteMessageBatch", "AmazonSQS.ChangeMessageVisibility", "AmazonSQS.GetQueueAttributes"]);
        line.Requests[2].Json.GetProperty("VisibilityTimeout").GetInt32().ShouldBe(0);
        (deleted.Successful[0].Id, deleted.Failed[0].Code, deleted.Failed[0].SenderFault).ShouldBe(("1", "ReceiptHandleIsInvalid", true));
        attributes.Attributes["ApproximateNumberOfMessages"].ShouldBe("7");
    }

    [Fact]
    public async Task A_queue_that_is_gone_is_an_exception_of_its_own_under_the_code_it_always_had()
    {
        line.Says("""{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""", HttpStatusCode.BadRequest, ("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender"));

        var thrown = await Should.ThrowAsync<QueueDoesNotExistException>(() => Client().ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Queue }));

        (thrown.ErrorCode, thrown.StatusCode, thrown.Message).ShouldBe(("AWS.SimpleQueueService.NonExistentQueue", HttpStatusCode.BadRequest, "The specified queue does not exist."));
    }

    private AmazonSQSClient Client() => new(Line.Keys, line.For<AmazonSQSConfig>());
}
