using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>Whether roles and instances of an account may be looked up. It asks for what does not exist: whoever may ask is told so, others are refused. Nothing hangs on
/// these but details of cards, so a refusal is a warning.</summary>
internal sealed class LookUpCheck(AwsPlace place, string account, AwsClients clients, Notebook notes)
{
    private const string Nobody = "chatops-doctor-asks-for-nobody";
    private readonly IAmazonIdentityManagementService iam = clients.Iam(place);
    private readonly IAmazonEC2 ec2 = clients.Ec2(place);

    public Task LookAsync(CancellationToken cancellationToken) => Task.WhenAll(LookAtRolesAsync(cancellationToken), LookAtInstancesAsync(cancellationToken));

    private async Task LookAtRolesAsync(CancellationToken cancellationToken)
    {
        var policy = $"arn:{AwsPolicy.Partition(place.Region)}:iam::{account}:policy/{Nobody}";
        var asked = await Task.WhenAll(
            AllowedAsync("iam:GetRole", token => iam.GetRoleAsync(new GetRoleRequest { RoleName = Nobody }, token), cancellationToken),
            AllowedAsync("iam:GetUser", token => iam.GetUserAsync(new GetUserRequest { UserName = Nobody }, token), cancellationToken),
            AllowedAsync("iam:ListAttachedRolePolicies", token => iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = Nobody }, token), cancellationToken),
            AllowedAsync("iam:ListRolePolicies", token => iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = Nobody }, token), cancellationToken),
            AllowedAsync("iam:GetRolePolicy", token => iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = Nobody, PolicyName = Nobody }, token), cancellationToken),
            AllowedAsync("iam:GetPolicy", token => iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = policy }, token), cancellationToken),
            AllowedAsync("iam:GetPolicyVersion", token => iam.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = policy, VersionId = "v1" }, token), cancellationToken));
        if (asked.All(static isAllowed => isAllowed)) notes.Ok("roles, users, policies", "may be looked up");
    }

    private async Task LookAtInstancesAsync(CancellationToken cancellationToken)
    {
        // By a filter no instance fits: a dry run would do the same, and say yes with an error.
        var request = new DescribeInstancesRequest { Filters = [new Filter { Name = "instance-id", Values = ["i-00000000000000000"] }] };
        if (await AllowedAsync("ec2:DescribeInstances", token => ec2.DescribeInstancesAsync(request, token), cancellationToken)) notes.Ok("instances", "may be looked up");
    }

    private async Task<bool> AllowedAsync<T>(string action, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        var asked = await AwsAsking.AskAsync(action, $"{account} {place.Region}", call, cancellationToken);
        if (asked.Is(out _, out var fault) || fault.Kind == AwsFaultKind.NotFound) return true;
        notes.Fault(action, fault, RemarkLevel.Warning);
        return false;
    }
}
