using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

/// <summary>A refusal in the words of each protocol.</summary>
internal static class AwsErrors
{
    public static AwsAnswer Answer(AwsProtocol protocol, string service, AwsRefusal refusal, string requestId)
    {
        var answer = protocol switch
        {
            AwsProtocol.RestJson => RestJson(refusal),
            AwsProtocol.Json10 => Json10(service, refusal),
            AwsProtocol.Ec2 => AwsAnswer.Xml(new XElement("Response", new XElement("Errors", new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", refusal.Message))), new XElement("RequestID", requestId)), refusal.Status),
            AwsProtocol.RestXml => AwsAnswer.Xml(new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", refusal.Message), refusal.Fields.Select(static field => new XElement(field.Key, field.Value)), new XElement("RequestId", requestId), new XElement("HostId", "double")), refusal.Status),
            _ => Query(service, refusal, requestId),
        };
        return refusal.Headers.Aggregate(answer, static (made, header) => made.With(header.Key, header.Value));
    }

    private static AwsAnswer RestJson(AwsRefusal refusal)
    {
        var body = new JsonObject { ["message"] = refusal.Message };
        foreach (var (name, value) in refusal.Fields) body[name] = value;
        return AwsAnswer.Json(body, refusal.Status).With("x-amzn-ErrorType", refusal.Code + ":http://internal.amazon.com/coral/com.amazonaws/");
    }

    private static AwsAnswer Json10(string service, AwsRefusal refusal)
    {
        var answer = AwsAnswer.Json(new JsonObject { ["__type"] = $"com.amazonaws.{service}#{refusal.Code}", ["message"] = refusal.Message }, refusal.Status, "application/x-amz-json-1.0");
        // The name the same error had in the query protocol: docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference, "Common errors".
        return refusal.Code == "QueueDoesNotExist" ? answer.With("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender") : answer;
    }

    private static AwsAnswer Query(string service, AwsRefusal refusal, string requestId)
    {
        var ns = AwsNames.Xml(service);
        return AwsAnswer.Xml(new XElement(ns + "ErrorResponse", new XElement(ns + "Error", new XElement(ns + "Type", refusal.Status < 500 ? "Sender" : "Receiver"), new XElement(ns + "Code", refusal.Code), new XElement(ns + "Message", refusal.Message)), new XElement(ns + "RequestId", requestId)), refusal.Status);
    }
}
