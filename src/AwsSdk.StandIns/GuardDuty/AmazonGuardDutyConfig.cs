using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Wire;

namespace Amazon.GuardDuty;

public partial class AmazonGuardDutyConfig : ClientConfig
{
    public AmazonGuardDutyConfig() : base(StandardDefaults.Provider)
    {
        base.ServiceId = "GuardDuty";
        AuthenticationServiceName = "guardduty";
        EndpointProvider = new ServiceEndpoints("guardduty");
    }

    public override string RegionEndpointServiceName => "guardduty";

    public override string ServiceVersion => "2017-11-28";

    public override string UserAgent => StandardDefaults.UserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => SigV4Pipeline.Resolve(this, parameters?.AlternateEndpoint);
}
