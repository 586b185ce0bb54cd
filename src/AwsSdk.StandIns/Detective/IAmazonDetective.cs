using Amazon.Detective.Model;
using Amazon.Runtime;

namespace Amazon.Detective;

public partial interface IAmazonDetective : IAmazonService, IDisposable
{
    Task<ListGraphsResponse> ListGraphsAsync(ListGraphsRequest request, CancellationToken cancellationToken = default);

    Task<ListMembersResponse> ListMembersAsync(ListMembersRequest request, CancellationToken cancellationToken = default);

    Task<GetMembersResponse> GetMembersAsync(GetMembersRequest request, CancellationToken cancellationToken = default);

    Task<ListDatasourcePackagesResponse> ListDatasourcePackagesAsync(ListDatasourcePackagesRequest request, CancellationToken cancellationToken = default);

    Task<StartInvestigationResponse> StartInvestigationAsync(StartInvestigationRequest request, CancellationToken cancellationToken = default);

    Task<GetInvestigationResponse> GetInvestigationAsync(GetInvestigationRequest request, CancellationToken cancellationToken = default);

    Task<ListInvestigationsResponse> ListInvestigationsAsync(ListInvestigationsRequest request, CancellationToken cancellationToken = default);

    Task<ListIndicatorsResponse> ListIndicatorsAsync(ListIndicatorsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonDetectiveConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        awsCredentials is null ? new AmazonDetectiveClient((AmazonDetectiveConfig)clientConfig) : new AmazonDetectiveClient(awsCredentials, (AmazonDetectiveConfig)clientConfig);
}
