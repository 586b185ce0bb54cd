using Amazon.Runtime.Endpoints;

namespace Amazon.Wire;

/// <summary>IAM has one endpoint in each partition, signed for that partition's first region.</summary>
internal sealed class IamEndpoints : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (ServiceEndpoints.Given(parameters) is { } given) return given;
        var (host, signed) = ServiceEndpoints.Region(parameters).PartitionName switch
        {
            "aws-cn" => ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            "aws-us-gov" => ("iam.us-gov.amazonaws.com", "us-gov-west-1"),
            _ => (parameters["UseFIPS"] is true ? "iam-fips.amazonaws.com" : "iam.amazonaws.com", "us-east-1"),
        };
        var endpoint = new Endpoint($"https://{host}") { Attributes = new PropertyBag() };
        endpoint.Attributes["authSchemes"] = new List<object> { new PropertyBag { ["name"] = "sigv4", ["signingName"] = "iam", ["signingRegion"] = signed } };
        return endpoint;
    }
}
