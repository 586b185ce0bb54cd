using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Wire;

namespace Amazon.Detective;

public partial class AmazonDetectiveConfig : ClientConfig
{
    public AmazonDetectiveConfig() : base(StandardDefaults.Provider)
    {
        base.ServiceId = "Detective";
        AuthenticationServiceName = "detective";
        EndpointProvider = new ServiceEndpoints("api.detective");
    }

    public override string RegionEndpointServiceName => "api.detective";

    public override string ServiceVersion => "2018-10-26";

    public override string UserAgent => StandardDefaults.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => SigV4Pipeline.Resolve(this, parameters?.AlternateEndpoint);
}
