using Amazon.GuardDuty.Model;
using Amazon.Runtime;

namespace Amazon.GuardDuty;

public partial interface IAmazonGuardDuty : IAmazonService, IDisposable
{
    Task<ListDetectorsResponse> ListDetectorsAsync(ListDetectorsRequest request, CancellationToken cancellationToken = default);

    Task<GetDetectorResponse> GetDetectorAsync(GetDetectorRequest request, CancellationToken cancellationToken = default);

    Task<ListFindingsResponse> ListFindingsAsync(ListFindingsRequest request, CancellationToken cancellationToken = default);

    Task<GetFindingsResponse> GetFindingsAsync(GetFindingsRequest request, CancellationToken cancellationToken = default);

    Task<ListMembersResponse> ListMembersAsync(ListMembersRequest request, CancellationToken cancellationToken = default);

    Task<GetAdministratorAccountResponse> GetAdministratorAccountAsync(GetAdministratorAccountRequest request, CancellationToken cancellationToken = default);

    Task<UpdateFindingsFeedbackResponse> UpdateFindingsFeedbackAsync(UpdateFindingsFeedbackRequest request, CancellationToken cancellationToken = default);

    Task<ArchiveFindingsResponse> ArchiveFindingsAsync(ArchiveFindingsRequest request, CancellationToken cancellationToken = default);

    Task<UnarchiveFindingsResponse> UnarchiveFindingsAsync(UnarchiveFindingsRequest request, CancellationToken cancellationToken = default);

    Task<CreateSampleFindingsResponse> CreateSampleFindingsAsync(CreateSampleFindingsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonGuardDutyConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        awsCredentials is null ? new AmazonGuardDutyClient((AmazonGuardDutyConfig)clientConfig) : new AmazonGuardDutyClient(awsCredentials, (AmazonGuardDutyConfig)clientConfig);
}
