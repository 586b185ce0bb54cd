using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Wire;

/// <summary>Answers and errors of both JSON protocols.</summary>
internal sealed class JsonUnmarshaller<TResponse>(JsonForm form, ServiceErrors errors) : JsonResponseUnmarshaller where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => form.Read<TResponse>(Body(input.Stream)) ?? new TResponse();

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var headers = input.ResponseData;
        var (type, message) = Error(Body(input.Stream));
        var name = Name(headers.GetHeaderValue("x-amzn-ErrorType") is { Length: > 0 } header ? header : type);
        // A service that once spoke the query protocol goes on naming its errors as it did then: "AWS.SimpleQueueService.NonExistentQueue;Sender".
        var code = headers.GetHeaderValue("x-amzn-query-error") is { Length: > 0 } old ? old.Split(';')[0] : name;
        return errors.Exception(name, code, message, headers.GetHeaderValue("x-amzn-RequestId"), statusCode, innerException);
    }

    // "com.amazon.service#NameException" and "NameException:http://..." both mean NameException.
    private static string Name(string type) => type is null ? null : type.Split(':')[0].Split('#')[^1].Trim();

    private static (string Type, string Message) Error(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            string Text(params ReadOnlySpan<string> names)
            {
                if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
                foreach (var name in names)
                    if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) return value.GetString();
                return null;
            }

            return (Text("__type", "code"), Text("message", "Message", "errorMessage"));
        }
        catch (JsonException)
        {
            // Something in between answered, not the service: the status says what is known.
            return (null, null);
        }
    }

    private static byte[] Body(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
