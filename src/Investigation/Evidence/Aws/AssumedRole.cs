using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>Credentials of an account's role, renewed by the SDK before they end. The SDK's own class would make an STS client of its own, at an address nobody can set.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    private const string SessionName = "chatops";
    private readonly IAmazonSecurityTokenService sts;
    private readonly AwsAccount account;

    public AssumedRole(IAmazonSecurityTokenService sts, AwsAccount account)
    {
        (this.sts, this.account) = (sts, account);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = account.RoleArn, ExternalId = account.ExternalId, RoleSessionName = SessionName }).ConfigureAwait(false);
        var given = answer.Credentials;
        return new CredentialsRefreshState(new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken), given.Expiration.GetValueOrDefault());
    }
}
