using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;

namespace Amazon.Wire;

/// <summary>Where a request goes and how it is signed: the two handlers that each service brings to the SDK's pipeline.</summary>
internal static class SigV4Pipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }

    public static Endpoint Resolve(ClientConfig config, RegionEndpoint alternate) => config.EndpointProvider.ResolveEndpoint(Parameters(config, alternate));

    private static EndpointParameters Parameters(ClientConfig config, RegionEndpoint alternate)
    {
        var region = alternate ?? config.RegionEndpoint;
        return new EndpointParameters
        {
            ["Region"] = region?.SystemName ?? (string.IsNullOrEmpty(config.AuthenticationRegion) && config.ServiceURL is { } url ? AWSSDKUtils.DetermineRegion(url) : config.AuthenticationRegion),
            ["Endpoint"] = config.ServiceURL,
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["UseDualStack"] = config.UseDualstackEndpoint,
        };
    }

    private sealed class EndpointHandler : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => Parameters((ClientConfig)requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);

        protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) => InjectHostPrefix(executionContext.RequestContext);
    }

    private sealed class SigV4Handler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
