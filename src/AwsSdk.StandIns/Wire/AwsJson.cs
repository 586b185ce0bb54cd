using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Wire;

/// <summary>The awsJson 1.0 protocol: everything goes to one path, a header names the operation.</summary>
internal sealed class AwsJson(string service, string target, ServiceErrors errors)
{
    private readonly ConcurrentDictionary<string, InvokeOptions> operations = new();

    public InvokeOptions Operation<TResponse>(string name) where TResponse : AmazonWebServiceResponse, new() => operations.GetOrAdd(name, name => new InvokeOptions
    {
        RequestMarshaller = new Marshaller(service, $"{target}.{name}"),
        ResponseUnmarshaller = new JsonUnmarshaller<TResponse>(JsonForm.PascalCase, errors),
    });

    private sealed class Marshaller(string service, string operation) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = "/", Content = JsonForm.PascalCase.Write(input) };
            request.Headers["X-Amz-Target"] = operation;
            request.Headers["Content-Type"] = "application/x-amz-json-1.0";
            return request;
        }
    }
}
