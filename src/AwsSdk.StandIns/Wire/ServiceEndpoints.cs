using Amazon.Runtime.Endpoints;

namespace Amazon.Wire;

/// <summary>The host of a service with one endpoint in each region, under the prefix that its host names begin with.</summary>
internal sealed class ServiceEndpoints(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters) => Given(parameters) ?? new Endpoint($"https://{Host(parameters)}");

    /// <summary>An endpoint that the configuration names outright.</summary>
    public static Endpoint Given(EndpointParameters parameters) => parameters["Endpoint"] is string { Length: > 0 } url ? new Endpoint(url) : null;

    public static RegionEndpoint Region(EndpointParameters parameters) =>
        parameters["Region"] is string { Length: > 0 } name ? RegionEndpoint.GetBySystemName(name) : throw new Runtime.AmazonClientException("No RegionEndpoint or ServiceURL configured");

    private string Host(EndpointParameters parameters)
    {
        var region = Region(parameters);
        var (fips, dualStack) = (parameters["UseFIPS"] is true ? "-fips" : "", parameters["UseDualStack"] is true);
        // Dual-stack names leave out the "api." that Detective's others begin with.
        return dualStack
            ? $"{(prefix.StartsWith("api.", StringComparison.Ordinal) ? prefix[4..] : prefix)}{fips}.{region.SystemName}.{(region.PartitionName == "aws-cn" ? "api.amazonwebservices.com.cn" : "api.aws")}"
            : $"{prefix}{fips}.{region.SystemName}.{region.PartitionDnsSuffix}";
    }
}
