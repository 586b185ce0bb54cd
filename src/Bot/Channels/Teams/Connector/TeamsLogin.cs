using System.Security.Cryptography;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>The vendor's library for tokens, set up with what is configured. It keeps tokens, logs nothing and calls by our own HTTP client.</summary>
internal sealed class TeamsLogin(TeamsOptions options, IHttpClientFactory clients) : IMsalHttpClientFactory
{
    /// <summary>Name of the HTTP client, set up at the room's door.</summary>
    public const string Client = "teams-login";

    private readonly TeamsCredential credential = options.Credential;
    private readonly string resource = options.Cloud.Scope[..^"/.default".Length];
    private Func<bool, CancellationToken, Task<AuthenticationResult>>? ask;

    public HttpClient GetHttpClient() => clients.CreateClient(Client);

    /// <param name="isAnew">Whether one that is kept does not do.</param>
    public async Task<string> TokenAsync(bool isAnew, CancellationToken cancellationToken)
    {
        ask ??= credential.ManagedIdentity ? OfMachine() : OfApp();
        return (await ask(isAnew, cancellationToken)).AccessToken;
    }

    /// <summary>A certificate may have been replaced since it was read.</summary>
    public void ReadAgain() => ask = null;

    private Func<bool, CancellationToken, Task<AuthenticationResult>> OfApp()
    {
        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority($"{options.LoginUrl}{options.TenantId}", validateAuthority: false)
            // Elsewhere than in the vendor's clouds nobody is asked whether the address is one of the vendor's.
            .WithInstanceDiscovery(options.LoginUrl == options.Cloud.LoginUrl)
            .WithLegacyCacheCompatibility(false)
            .WithHttpClientFactory(this, retryOnceOn5xx: false);
        builder = credential switch
        {
            { ClientSecret: { } secret } => builder.WithClientSecret(secret),
            { CertificateFile: { } file } => builder.WithCertificate(TeamsCertificate.Read(file, credential.CertificatePassword), sendX5C: true),
            { FederatedTokenFile: { } file } => builder.WithClientAssertion(async (AssertionRequestOptions asked) => (await File.ReadAllTextAsync(file, asked.CancellationToken)).Trim()),
            _ => throw new CryptographicException("No credential is configured."),
        };
        var app = builder.Build();
        return (isAnew, stop) => app.AcquireTokenForClient([options.Cloud.Scope]).WithForceRefresh(isAnew).ExecuteAsync(stop);
    }

    private Func<bool, CancellationToken, Task<AuthenticationResult>> OfMachine()
    {
        var app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId)).WithHttpClientFactory(this, retryOnceOn5xx: false).Build();
        return (isAnew, stop) => app.AcquireTokenForManagedIdentity(resource).WithForceRefresh(isAnew).ExecuteAsync(stop);
    }
}
