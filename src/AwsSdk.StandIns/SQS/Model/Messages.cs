using Amazon.Runtime;

namespace Amazon.SQS.Model;

public partial class ReceiveMessageRequest : AmazonSQSRequest
{
    public string QueueUrl { get; set; }

    public List<string> MessageSystemAttributeNames { get; set; }

    public List<string> MessageAttributeNames { get; set; }

    public int? MaxNumberOfMessages { get; set; }

    public int? VisibilityTimeout { get; set; }

    public int? WaitTimeSeconds { get; set; }

    public string ReceiveRequestAttemptId { get; set; }
}

public partial class ReceiveMessageResponse : AmazonWebServiceResponse
{
    public List<Message> Messages { get; set; }
}

public partial class Message
{
    public string MessageId { get; set; }

    public string ReceiptHandle { get; set; }

    public string MD5OfBody { get; set; }

    public string Body { get; set; }

    public Dictionary<string, string> Attributes { get; set; }

    public string MD5OfMessageAttributes { get; set; }

    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; }
}

public partial class MessageAttributeValue
{
    public string StringValue { get; set; }

    public string DataType { get; set; }
}

public partial class ChangeMessageVisibilityRequest : AmazonSQSRequest
{
    public string QueueUrl { get; set; }

    public string ReceiptHandle { get; set; }

    public int? VisibilityTimeout { get; set; }
}

public partial class ChangeMessageVisibilityResponse : AmazonWebServiceResponse;

public partial class DeleteMessageRequest : AmazonSQSRequest
{
    public string QueueUrl { get; set; }

    public string ReceiptHandle { get; set; }
}

public partial class DeleteMessageResponse : AmazonWebServiceResponse;

public partial class DeleteMessageBatchRequest : AmazonSQSRequest
{
    public string QueueUrl { get; set; }

    public List<DeleteMessageBatchRequestEntry> Entries { get; set; }
}

public partial class DeleteMessageBatchRequestEntry
{
    public string Id { get; set; }

    public string ReceiptHandle { get; set; }
}

public partial class DeleteMessageBatchResponse : AmazonWebServiceResponse
{
    public List<DeleteMessageBatchResultEntry> Successful { get; set; }

    public List<BatchResultErrorEntry> Failed { get; set; }
}

public partial class DeleteMessageBatchResultEntry
{
    public string Id { get; set; }
}

public partial class BatchResultErrorEntry
{
    public string Id { get; set; }

    public bool? SenderFault { get; set; }

    public string Code { get; set; }

    public string Message { get; set; }
}
