using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Wire;

namespace Amazon.IdentityManagement;

public partial class AmazonIdentityManagementServiceConfig : ClientConfig
{
    public AmazonIdentityManagementServiceConfig() : base(StandardDefaults.Provider)
    {
        base.ServiceId = "IAM";
        AuthenticationServiceName = "iam";
        EndpointProvider = new IamEndpoints();
    }

    public override string RegionEndpointServiceName => "iam";

    public override string ServiceVersion => "2010-05-08";

    public override string UserAgent => StandardDefaults.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => SigV4Pipeline.Resolve(this, parameters?.AlternateEndpoint);
}
