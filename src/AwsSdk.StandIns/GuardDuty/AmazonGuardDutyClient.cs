using Amazon.GuardDuty.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Wire;

namespace Amazon.GuardDuty;

public partial class AmazonGuardDutyClient : AmazonServiceClient, IAmazonGuardDuty
{
    private static readonly RestJson wire = new("guardduty", JsonForm.CamelCase, ServiceErrors.Of<AmazonGuardDutyException>());

    public AmazonGuardDutyClient(AmazonGuardDutyConfig config) : base(config)
    {
    }

    public AmazonGuardDutyClient(AWSCredentials credentials, AmazonGuardDutyConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<ListDetectorsResponse> ListDetectorsAsync(ListDetectorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListDetectorsResponse>(request, wire.Operation<ListDetectorsResponse>("GET", "/detector", "maxResults", "nextToken"), cancellationToken);

    public virtual Task<GetDetectorResponse> GetDetectorAsync(GetDetectorRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetDetectorResponse>(request, wire.Operation<GetDetectorResponse>("GET", "/detector/{DetectorId}"), cancellationToken);

    public virtual Task<ListFindingsResponse> ListFindingsAsync(ListFindingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFindingsResponse>(request, wire.Operation<ListFindingsResponse>("POST", "/detector/{DetectorId}/findings"), cancellationToken);

    public virtual Task<GetFindingsResponse> GetFindingsAsync(GetFindingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetFindingsResponse>(request, wire.Operation<GetFindingsResponse>("POST", "/detector/{DetectorId}/findings/get"), cancellationToken);

    public virtual Task<ListMembersResponse> ListMembersAsync(ListMembersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListMembersResponse>(request, wire.Operation<ListMembersResponse>("GET", "/detector/{DetectorId}/member", "maxResults", "nextToken", "onlyAssociated"), cancellationToken);

    public virtual Task<GetAdministratorAccountResponse> GetAdministratorAccountAsync(GetAdministratorAccountRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAdministratorAccountResponse>(request, wire.Operation<GetAdministratorAccountResponse>("GET", "/detector/{DetectorId}/administrator"), cancellationToken);

    public virtual Task<UpdateFindingsFeedbackResponse> UpdateFindingsFeedbackAsync(UpdateFindingsFeedbackRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateFindingsFeedbackResponse>(request, wire.Operation<UpdateFindingsFeedbackResponse>("POST", "/detector/{DetectorId}/findings/feedback"), cancellationToken);

    public virtual Task<ArchiveFindingsResponse> ArchiveFindingsAsync(ArchiveFindingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ArchiveFindingsResponse>(request, wire.Operation<ArchiveFindingsResponse>("POST", "/detector/{DetectorId}/findings/archive"), cancellationToken);

    public virtual Task<UnarchiveFindingsResponse> UnarchiveFindingsAsync(UnarchiveFindingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UnarchiveFindingsResponse>(request, wire.Operation<UnarchiveFindingsResponse>("POST", "/detector/{DetectorId}/findings/unarchive"), cancellationToken);

    public virtual Task<CreateSampleFindingsResponse> CreateSampleFindingsAsync(CreateSampleFindingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateSampleFindingsResponse>(request, wire.Operation<CreateSampleFindingsResponse>("POST", "/detector/{DetectorId}/findings/create"), cancellationToken);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceName("GuardDuty");

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => SigV4Pipeline.Customize(pipeline);
}
