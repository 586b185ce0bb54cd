using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Wire;

/// <summary>The query protocol and EC2's variant of it: a form goes out, XML comes back.</summary>
internal sealed class AwsQuery
{
    private readonly ConcurrentDictionary<string, InvokeOptions> operations = new();
    private readonly string service;
    private readonly string version;
    private readonly QueryForm form;
    private readonly ServiceErrors errors;

    private AwsQuery(string service, string version, QueryForm form, ServiceErrors errors) => (this.service, this.version, this.form, this.errors) = (service, version, form, errors);

    public static AwsQuery Plain(string service, string version, ServiceErrors errors) => new(service, version, QueryForm.Plain, errors);

    public static AwsQuery Ec2(string service, string version, ServiceErrors errors) => new(service, version, QueryForm.Ec2, errors);

    public InvokeOptions Operation<TResponse>(string name) where TResponse : AmazonWebServiceResponse, new() => operations.GetOrAdd(name, name => new InvokeOptions
    {
        RequestMarshaller = new Marshaller(service, name, version, form),
        ResponseUnmarshaller = new XmlUnmarshaller<TResponse>(form, errors),
    });

    private sealed class Marshaller(string service, string action, string version, QueryForm form) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = "/" };
            request.Parameters.Add("Action", action);
            request.Parameters.Add("Version", version);
            form.Write(input, request.Parameters);
            return request;
        }
    }
}
