using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Wire;

/// <summary>The rest-json protocol: members in the path and the query, the others as a JSON object.</summary>
internal sealed class RestJson(string service, JsonForm form, ServiceErrors errors)
{
    private readonly ConcurrentDictionary<string, InvokeOptions> operations = new();

    /// <summary>One operation; <paramref name="path"/> names members in braces, <paramref name="query"/> those that travel in the query.</summary>
    public InvokeOptions Operation<TResponse>(string method, string path, params ReadOnlySpan<string> query) where TResponse : AmazonWebServiceResponse, new()
    {
        var key = $"{method} {path}";
        if (operations.TryGetValue(key, out var known)) return known;
        return operations.GetOrAdd(key, new InvokeOptions
        {
            RequestMarshaller = new Marshaller(service, method, path, query.ToArray(), form, errors),
            ResponseUnmarshaller = new JsonUnmarshaller<TResponse>(form, errors),
        });
    }

    private sealed class Marshaller(string service, string method, string path, string[] query, JsonForm form, ServiceErrors errors) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service) { HttpMethod = method, ResourcePath = path };
            foreach (var member in path.Split('/').Where(static part => part.StartsWith('{')))
                request.AddPathResource(member, Text(input, member[1..^1]) is { Length: > 0 } value ? value : throw errors.Unset(member[1..^1]));
            foreach (var name in query)
                if (Text(input, $"{char.ToUpperInvariant(name[0])}{name[1..]}") is { } value) request.Parameters.Add(name, value);
            request.UseQueryString = query.Length > 0;
            if (method == "GET") return request;
            request.Headers["Content-Type"] = "application/json";
            request.Content = form.Write(input);
            return request;
        }

        private static string Text(AmazonWebServiceRequest input, string member) => input.GetType().GetProperty(member).GetValue(input) switch
        {
            null => null,
            IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };
    }
}
