using Amazon.Detective.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Wire;

namespace Amazon.Detective;

public partial class AmazonDetectiveClient : AmazonServiceClient, IAmazonDetective
{
    private static readonly RestJson wire = new("detective", JsonForm.PascalCase, ServiceErrors.Of<AmazonDetectiveException>());

    public AmazonDetectiveClient(AmazonDetectiveConfig config) : base(config)
    {
    }

    public AmazonDetectiveClient(AWSCredentials credentials, AmazonDetectiveConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<ListGraphsResponse> ListGraphsAsync(ListGraphsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListGraphsResponse>(request, wire.Operation<ListGraphsResponse>("POST", "/graphs/list"), cancellationToken);

    public virtual Task<ListMembersResponse> ListMembersAsync(ListMembersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListMembersResponse>(request, wire.Operation<ListMembersResponse>("POST", "/graph/members/list"), cancellationToken);

    public virtual Task<GetMembersResponse> GetMembersAsync(GetMembersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetMembersResponse>(request, wire.Operation<GetMembersResponse>("POST", "/graph/members/get"), cancellationToken);

    public virtual Task<ListDatasourcePackagesResponse> ListDatasourcePackagesAsync(ListDatasourcePackagesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListDatasourcePackagesResponse>(request, wire.Operation<ListDatasourcePackagesResponse>("POST", "/graph/datasources/list"), cancellationToken);

    public virtual Task<StartInvestigationResponse> StartInvestigationAsync(StartInvestigationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartInvestigationResponse>(request, wire.Operation<StartInvestigationResponse>("POST", "/investigations/startInvestigation"), cancellationToken);

    public virtual Task<GetInvestigationResponse> GetInvestigationAsync(GetInvestigationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetInvestigationResponse>(request, wire.Operation<GetInvestigationResponse>("POST", "/investigations/getInvestigation"), cancellationToken);

    public virtual Task<ListInvestigationsResponse> ListInvestigationsAsync(ListInvestigationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListInvestigationsResponse>(request, wire.Operation<ListInvestigationsResponse>("POST", "/investigations/listInvestigations"), cancellationToken);

    public virtual Task<ListIndicatorsResponse> ListIndicatorsAsync(ListIndicatorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListIndicatorsResponse>(request, wire.Operation<ListIndicatorsResponse>("POST", "/investigations/listIndicators"), cancellationToken);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceName("Detective");

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => SigV4Pipeline.Customize(pipeline);
}
