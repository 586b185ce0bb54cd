using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Wire;

namespace Amazon.EC2;

public partial class AmazonEC2Config : ClientConfig
{
    public AmazonEC2Config() : base(StandardDefaults.Provider)
    {
        base.ServiceId = "EC2";
        AuthenticationServiceName = "ec2";
        EndpointProvider = new ServiceEndpoints("ec2");
    }

    public override string RegionEndpointServiceName => "ec2";

    public override string ServiceVersion => "2016-11-15";

    public override string UserAgent => StandardDefaults.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => SigV4Pipeline.Resolve(this, parameters?.AlternateEndpoint);
}
