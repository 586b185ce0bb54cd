using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Wire;

namespace Amazon.IdentityManagement;

public partial class AmazonIdentityManagementServiceClient : AmazonServiceClient, IAmazonIdentityManagementService
{
    private static readonly AwsQuery wire = AwsQuery.Plain("iam", "2010-05-08", ServiceErrors.Of<AmazonIdentityManagementServiceException>());

    public AmazonIdentityManagementServiceClient(AmazonIdentityManagementServiceConfig config) : base(config)
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, AmazonIdentityManagementServiceConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRoleResponse>(request, wire.Operation<GetRoleResponse>("GetRole"), cancellationToken);

    public virtual Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetUserResponse>(request, wire.Operation<GetUserResponse>("GetUser"), cancellationToken);

    public virtual Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAttachedRolePoliciesResponse>(request, wire.Operation<ListAttachedRolePoliciesResponse>("ListAttachedRolePolicies"), cancellationToken);

    public virtual Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolePoliciesResponse>(request, wire.Operation<ListRolePoliciesResponse>("ListRolePolicies"), cancellationToken);

    public virtual Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRolePolicyResponse>(request, wire.Operation<GetRolePolicyResponse>("GetRolePolicy"), cancellationToken);

    public virtual Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyResponse>(request, wire.Operation<GetPolicyResponse>("GetPolicy"), cancellationToken);

    public virtual Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyVersionResponse>(request, wire.Operation<GetPolicyVersionResponse>("GetPolicyVersion"), cancellationToken);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceName("IAM");

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => SigV4Pipeline.Customize(pipeline);
}
