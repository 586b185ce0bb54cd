using Amazon.Runtime.Internal;

namespace Amazon.Wire;

internal sealed class ServiceName(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
