using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

internal sealed class SqsService(AwsDouble aws) : IAwsService
{
    private const string Target = "AmazonSQS.";
    private const int LongestVisibility = 43_200;
    private static readonly string[] Known = ["ReceiveMessage", "DeleteMessage", "DeleteMessageBatch", "ChangeMessageVisibility", "GetQueueAttributes"];
    private readonly Dictionary<(string Account, string Region, string Name), AwsQueue> queues = [];

    public string Name => "sqs";

    public AwsProtocol Protocol => AwsProtocol.Json10;

    public AwsQueue Queue(string account, string region, string name)
    {
        lock (aws.Gate) return queues.TryGetValue((account, region, name), out var queue) ? queue : queues[(account, region, name)] = new AwsQueue(aws, account, region, name);
    }

    public string? OperationOf(AwsRequest request) => request.Header("X-Amz-Target") is { } target && target.StartsWith(Target, StringComparison.Ordinal) && Known.Contains(target[Target.Length..]) ? target[Target.Length..] : null;

    /// <summary>A batch needs the permission of the single deed.</summary>
    public AwsNeed NeedOf(string operation, AwsRequest request)
    {
        var (account, name) = Place(request);
        return new AwsNeed("sqs:" + (operation == "DeleteMessageBatch" ? "DeleteMessage" : operation), AwsNames.Arn("sqs", request.Region, account, name));
    }

    public async Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation)
    {
        var (account, name) = Place(request);
        AwsQueue? queue;
        lock (aws.Gate) queues.TryGetValue((account, request.Region, name), out queue);
        if (queue is null) throw new AwsRefusal(400, "QueueDoesNotExist", "The specified queue does not exist.");
        if (account != request.Account) throw AwsRefusals.Denied(Protocol, request.Caller, NeedOf(operation, request));
        return AwsAnswer.Json(operation switch
        {
            "ReceiveMessage" => await new SqsReceiving(aws, queue).ReceiveAsync(request, cancellation),
            "DeleteMessage" => Delete(queue, request),
            "DeleteMessageBatch" => DeleteBatch(queue, request),
            "ChangeMessageVisibility" => ChangeVisibility(queue, request),
            _ => SqsAttributes.Answer(aws, queue, request),
        }, type: "application/x-amz-json-1.0");
    }

    /// <summary>Account and name are the last two parts of a queue's URL; its host does not matter.</summary>
    private static (string Account, string Name) Place(AwsRequest request) => request.Text("QueueUrl")?.Split('/') is [.., var account, var name] ? (account, name) : throw new AwsRefusal(400, "InvalidAddress", "The address is not valid for this endpoint.");

    private JsonObject Delete(AwsQueue queue, AwsRequest request)
    {
        lock (aws.Gate) Delete(queue, request.Text("ReceiptHandle") ?? "");
        return [];
    }

    /// <summary>An outdated handle is taken and does nothing, as SQS warns.</summary>
    private static void Delete(AwsQueue queue, string handle)
    {
        if (queue.Entries.Find(entry => entry.Handles.LastOrDefault() == handle) is { } entry) queue.Delete(entry);
        else if (!SqsReceiving.IsHandle(handle)) throw new AwsRefusal(400, "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    }

    private JsonObject DeleteBatch(AwsQueue queue, AwsRequest request)
    {
        var asked = (request.Json["Entries"] as JsonArray ?? []).Select(static entry => (Id: entry?["Id"]?.ToString() ?? "", Handle: entry?["ReceiptHandle"]?.ToString() ?? "")).ToList();
        if (asked.Count == 0) throw new AwsRefusal(400, "EmptyBatchRequest", "There should be at least one DeleteMessageBatchRequestEntry in the request.");
        if (asked.Count > 10) throw new AwsRefusal(400, "TooManyEntriesInBatchRequest", string.Create(CultureInfo.InvariantCulture, $"Maximum number of entries per request are 10. You have sent {asked.Count}."));
        if (asked.DistinctBy(static entry => entry.Id).Count() < asked.Count) throw new AwsRefusal(400, "BatchEntryIdsNotDistinct", "Two or more batch entries have the same Id in the request.");
        var (successful, failed) = (new JsonArray(), new JsonArray());
        foreach (var (id, handle) in asked)
        {
            try
            {
                lock (aws.Gate) Delete(queue, handle);
                successful.Add(new JsonObject { ["Id"] = id });
            }
            catch (AwsRefusal refusal)
            {
                failed.Add(new JsonObject { ["Id"] = id, ["SenderFault"] = true, ["Code"] = refusal.Code, ["Message"] = refusal.Message });
            }
        }

        return new JsonObject { ["Successful"] = successful, ["Failed"] = failed };
    }

    private JsonObject ChangeVisibility(AwsQueue queue, AwsRequest request)
    {
        var seconds = request.Number("VisibilityTimeout") ?? -1;
        if (seconds is < 0 or > LongestVisibility) throw new AwsRefusal(400, "InvalidParameterValue", $"Value for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and {LongestVisibility}.");
        lock (aws.Gate)
        {
            var handle = request.Text("ReceiptHandle") ?? "";
            var now = aws.Time.GetUtcNow();
            if (!SqsReceiving.IsHandle(handle)) throw new AwsRefusal(400, "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
            if (queue.Entries.Find(entry => entry.Handles.LastOrDefault() == handle) is not { } entry || entry.VisibleAt <= now) throw new AwsRefusal(400, "MessageNotInflight", "The message referred to isn't in flight.");
            entry.VisibleAt = now + TimeSpan.FromSeconds(seconds);
            queue.Wake();
        }

        return [];
    }
}
