using System.Collections.Concurrent;
using Amazon;
using Amazon.Detective;
using Amazon.EC2;
using Amazon.GuardDuty;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SQS;

namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>The clients of AWS's services, one for each service, account and region, made when first needed. Credentials are the SDK's own chain, or the account's role
/// assumed with them.</summary>
/// <param name="settings">Which accounts and regions.</param>
/// <param name="own">Credentials to use instead of the SDK's chain; null in production.</param>
/// <param name="time">Clock for the age of a failure to assume a role; null for the system's.</param>
public sealed class AwsClients(AwsSettings settings, AWSCredentials? own = null, TimeProvider? time = null) : IDisposable
{
    private readonly ConcurrentDictionary<(AwsApi Api, string? Id, string? Role, string Region, bool Once), Lazy<IDisposable>> clients = new();
    private readonly ConcurrentDictionary<(string Role, string? ExternalId), Lazy<AWSCredentials>> credentials = new();
    private Task<string>? ownAccount;

    /// <summary>Where GuardDuty and Detective are asked, in the order configured; empty when nothing of AWS is configured.</summary>
    public IReadOnlyList<AwsPlace> Places { get; } = [.. settings.Accounts.SelectMany(static account => account.Regions.Select(region => new AwsPlace(account, region)))];

    /// <summary>What they were made of.</summary>
    public AwsSettings Settings => settings;

    /// <summary>The places that can know a finding or graph of an account and region: those of the region, the account's own first. An administrator's place knows its
    /// members' findings, so that no place of the region is left out.</summary>
    /// <param name="account">Account meant; null for all.</param>
    /// <param name="region">Region meant; null for all.</param>
    public IReadOnlyList<AwsPlace> PlacesFor(string? account, string? region) =>
        [.. Places.Where(place => region is null || place.Region == region).OrderByDescending(place => account is not null && place.Account.Id == account)];

    /// <summary>Where roles and instances of an account are looked up; null when the program has no way into that account.</summary>
    /// <exception cref="AmazonServiceException">Whose credentials these are could not be learned; <see cref="AwsFault"/> says why.</exception>
    public async Task<AwsPlace?> MemberAsync(string account, string region, CancellationToken cancellationToken)
    {
        if (!settings.IsConnected) return null;
        var named = settings.Accounts.FirstOrDefault(known => known.Id == account);
        if (named?.RoleArn is not null) return new AwsPlace(named, region);

        // an account that only has a name here is entered with the program's own credentials, if they are of it
        return await OwnAccountAsync(cancellationToken) == account ? new AwsPlace(named ?? AwsAccount.Own(), region) : null;
    }

    /// <summary>Number of the account of the program's own credentials; asked once.</summary>
    public async Task<string> OwnAccountAsync(CancellationToken cancellationToken)
    {
        var asked = Volatile.Read(ref ownAccount);
        if (asked is null or { IsFaulted: true } or { IsCanceled: true }) Volatile.Write(ref ownAccount, asked = AskOwnAccountAsync());
        return await asked.WaitAsync(cancellationToken);
    }

    /// <summary>GuardDuty of a place.</summary>
    public IAmazonGuardDuty GuardDuty(AwsPlace place) => Of(AwsApi.GuardDuty, place, static (credentials, config) => credentials is null ? new AmazonGuardDutyClient(config) : new AmazonGuardDutyClient(credentials, config), new AmazonGuardDutyConfig());

    /// <summary>Detective of a place.</summary>
    public IAmazonDetective Detective(AwsPlace place) => Detective(place, once: false);

    /// <summary>Detective of a place, for what must not be done twice and has no token to tell the second time from the first: nothing is tried again.</summary>
    public IAmazonDetective DetectiveOnce(AwsPlace place) => Detective(place, once: true);

    /// <summary>IAM of a place's account.</summary>
    public IAmazonIdentityManagementService Iam(AwsPlace place) => Of(AwsApi.Iam, place, static (credentials, config) => credentials is null ? new AmazonIdentityManagementServiceClient(config) : new AmazonIdentityManagementServiceClient(credentials, config), new AmazonIdentityManagementServiceConfig());

    /// <summary>EC2 of a place.</summary>
    public IAmazonEC2 Ec2(AwsPlace place) => Of(AwsApi.Ec2, place, static (credentials, config) => credentials is null ? new AmazonEC2Client(config) : new AmazonEC2Client(credentials, config), new AmazonEC2Config());

    /// <summary>Queues of a region, with the program's own credentials. A long poll may take 20 seconds, so the client waits for longer than the others.</summary>
    public IAmazonSQS Sqs(string region) => Of(
        AwsApi.Sqs,
        new AwsPlace(AwsAccount.Own(), region),
        static (credentials, config) => credentials is null ? new AmazonSQSClient(config) : new AmazonSQSClient(credentials, config),
        new AmazonSQSConfig(),
        TimeSpan.FromSeconds(20));

    /// <summary>Buckets of a region, with the program's own credentials.</summary>
    public IAmazonS3 S3(string region) => Of(
        AwsApi.S3,
        new AwsPlace(AwsAccount.Own(), region),
        static (credentials, config) => credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(credentials, config),
        new AmazonS3Config { ForcePathStyle = settings.ServiceUrls.ContainsKey(AwsApi.S3) });

    /// <summary>STS, with the program's own credentials.</summary>
    public IAmazonSecurityTokenService Sts() => Of(
        AwsApi.Sts,
        new AwsPlace(AwsAccount.Own(), settings.Region ?? "us-east-1"),
        static (credentials, config) => credentials is null ? new AmazonSecurityTokenServiceClient(config) : new AmazonSecurityTokenServiceClient(credentials, config),
        new AmazonSecurityTokenServiceConfig());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients.Values.Where(static client => client.IsValueCreated)) client.Value.Dispose();
    }

    private async Task<string> AskOwnAccountAsync() => (await Sts().GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account;

    private AmazonDetectiveClient Detective(AwsPlace place, bool once) => Of(AwsApi.Detective, place, static (credentials, config) => credentials is null ? new AmazonDetectiveClient(config) : new AmazonDetectiveClient(credentials, config), new AmazonDetectiveConfig(), once: once);

    private TClient Of<TClient, TConfig>(AwsApi api, AwsPlace place, Func<AWSCredentials?, TConfig, TClient> make, TConfig config, TimeSpan patience = default, bool once = false)
        where TClient : IDisposable
        where TConfig : ClientConfig =>
        (TClient)clients.GetOrAdd((api, place.Account.Id, place.Account.RoleArn, place.Region, once), _ => new Lazy<IDisposable>(() => make(CredentialsOf(place.Account), Configure(config, api, place.Region, patience, once)))).Value;

    private TConfig Configure<TConfig>(TConfig config, AwsApi api, string region, TimeSpan patience, bool once)
        where TConfig : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (settings.ServiceUrls.TryGetValue(api, out var url))
        {
            config.ServiceURL = url.AbsoluteUri;
            config.AuthenticationRegion = region;
        }

        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = once ? 0 : settings.Retries;
        if (once) config.MaxStaleConnectionRetries = 0; // the SDK sends ten times more, besides its retries, when a connection breaks off
        config.Timeout = settings.Patience + patience;
        return config;
    }

    /// <summary>Null for the SDK's own chain.</summary>
    private AWSCredentials? CredentialsOf(AwsAccount account) =>
        account.RoleArn is not { } role ? own : credentials.GetOrAdd((role, account.ExternalId), _ => new Lazy<AWSCredentials>(() => new AssumedRole(Sts(), account, time ?? TimeProvider.System))).Value;
}
