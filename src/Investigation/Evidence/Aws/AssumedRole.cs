using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>Credentials of an account's role, renewed by the SDK before they end. The SDK's own class would make an STS client of its own, at an address nobody can set.
/// The SDK lets one caller renew them at a time: those who wait behind one that failed are told of its failure, and do not each try for as long.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    private const string SessionName = "chatops";

    /// <summary>Longer than the pauses of the SDK's retries, shorter than it takes to mend a trust policy.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly IAmazonSecurityTokenService sts;
    private readonly AwsAccount account;
    private readonly TimeProvider time;
    private (ExceptionDispatchInfo What, long At)? failed;

    public AssumedRole(IAmazonSecurityTokenService sts, AwsAccount account, TimeProvider time)
    {
        (this.sts, this.account, this.time) = (sts, account, time);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <summary>Never runs twice at a time.</summary>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        if (failed is { } before && time.GetElapsedTime(before.At) < Remembered) before.What.Throw();
        try
        {
            var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = account.RoleArn, ExternalId = account.ExternalId, RoleSessionName = SessionName }).ConfigureAwait(false);
            var given = answer.Credentials;
            failed = null;
            return new CredentialsRefreshState(new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken), given.Expiration.GetValueOrDefault());
        }
        catch (Exception failure)
        {
            failed = (ExceptionDispatchInfo.Capture(failure), time.GetTimestamp());
            throw;
        }
    }
}
