using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Wire;

namespace Amazon.SQS;

public partial class AmazonSQSConfig : ClientConfig
{
    public AmazonSQSConfig() : base(StandardDefaults.Provider)
    {
        base.ServiceId = "SQS";
        AuthenticationServiceName = "sqs";
        EndpointProvider = new ServiceEndpoints("sqs");
    }

    public override string RegionEndpointServiceName => "sqs";

    public override string ServiceVersion => "2012-11-05";

    public override string UserAgent => StandardDefaults.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => SigV4Pipeline.Resolve(this, parameters?.AlternateEndpoint);
}
