using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Checks the token an activity comes with: the connector's, or where it is configured one of our own app registration. Tokens of other bots (skills) are refused with all others: their issuer is
/// Entra ID, and they were not given to us.</summary>
internal sealed class TeamsTokens
{
    private const int MostRemembered = 1000;
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new();
    private readonly TeamsOptions options;
    private readonly TimeProvider time;
    private readonly TeamsKeys connector;
    private readonly TeamsKeys own;

    // The connector shows the same token for up to an hour, and checking a signature costs more than all else that is done with an activity before it is stored. Only genuine tokens are
    // remembered, by their digest, as long as they hold and the keys they were checked with are the newest known. What an activity has to agree with is checked for each.
    private readonly ChatMemory<TeamsPass> genuine;

    public TeamsTokens(TeamsOptions options, IHttpClientFactory http, TimeProvider time, ILogger<TeamsKeys> logger)
    {
        (this.options, this.time) = (options, time);
        connector = new TeamsKeys(http, options.OpenIdMetadataUrl, time, logger);
        own = new TeamsKeys(http, new Uri(options.LoginUrl, $"{options.TenantId}/v2.0/.well-known/openid-configuration"), time, logger);
        genuine = new ChatMemory<TeamsPass>(time, TimeSpan.FromHours(24), MostRemembered);
    }

    /// <summary>The token of an Authorization header; null for anything but the word Bearer and three parts that look like a signed token.</summary>
    public static string? TokenOf(string? authorization)
    {
        const string Scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var token = authorization[Scheme.Length..];
        var parts = token.Split('.');
        return parts.Length == 3 && parts.All(static part => part.Length > 0 && part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? token : null;
    }

    public async ValueTask<TeamsProof> ProveAsync(string token)
    {
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        if (genuine.Find(digest) is { } before && before.HoldsAt(time.GetUtcNow()) && await (before.IsOwn ? own : connector).CurrentAsync() == before.Keys) return before;
        genuine.Forget(digest);
        var proof = await CheckAsync(token);
        if (proof is TeamsPass pass) genuine.Keep(digest, pass);
        return proof;
    }

    private async ValueTask<TeamsProof> CheckAsync(string token)
    {
        if (Read(token) is not { } jwt) return TeamsNoPass.Because("it is no token that can be read");
        var isOwn = jwt.Issuer != options.Cloud.Issuer;
        if (isOwn && !IsOurTenants(jwt.Issuer)) return TeamsNoPass.Because("its issuer is neither the connector of this cloud (Teams:Cloud) nor our tenant");
        if (isOwn && !options.OwnApplicationTokens) return TeamsNoPass.Because("it is of our tenant, and such tokens are not let in (Teams:OwnApplicationTokens)");
        if (!Algorithms.Contains(jwt.Alg, StringComparer.Ordinal)) return TeamsNoPass.Because("it is not signed as the connector signs");
        var keys = isOwn ? own : connector;
        if (await keys.CurrentAsync() is not { } set) return new TeamsNoPass(StatusCodes.Status503ServiceUnavailable, "the keys to check it with cannot be fetched now");
        if (set.Find(jwt.Kid) is null && jwt.Kid is { Length: > 0 }) set = await keys.NewerAsync(set);
        if (set.Find(jwt.Kid) is not { } key) return TeamsNoPass.Because("it is signed with an unknown key");
        var result = await handler.ValidateTokenAsync(jwt, Demands(jwt.Issuer, key.Key));
        if (!result.IsValid) return TeamsNoPass.Because(Why(result.Exception));
        if (isOwn && !options.AppId.Equals(Applicant(jwt), StringComparison.OrdinalIgnoreCase)) return TeamsNoPass.Because("it was given to another application");
        return new TeamsPass(isOwn, isOwn ? null : Claim(jwt, "serviceurl"), key.Endorsements, set, Utc(jwt.ValidFrom), Utc(jwt.ValidTo));
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException)
        {
            return null; // whoever sent it knows more than we may
        }
    }

    /// <summary>Made anew for each token: what is shared and swapped mixes issuers up.</summary>
    private TokenValidationParameters Demands(string issuer, SecurityKey key) => new()
    {
        ValidIssuer = issuer,
        AudienceValidator = (audiences, _, _) => audiences.Contains(options.AppId, StringComparer.OrdinalIgnoreCase),
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        // The one the token names: no other key of the set will do.
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (notBefore, expires, _, _) => TeamsPass.Holds(notBefore, expires, time.GetUtcNow()),
    };

    /// <summary>Of version 1 and 2 of Entra ID's tokens.</summary>
    private bool IsOurTenants(string issuer) =>
        Same(issuer, $"https://sts.windows.net/{options.TenantId}/")
        || Same(issuer, $"{options.Cloud.LoginUrl}{options.TenantId}/v2.0")
        || Same(issuer, $"{options.LoginUrl}{options.TenantId}/v2.0");

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The application an own token was given to: appid in version 1, azp in version 2.</summary>
    private static string? Applicant(JsonWebToken jwt) => Claim(jwt, "ver") switch
    {
        null or "1.0" => Claim(jwt, "appid"),
        "2.0" => Claim(jwt, "azp"),
        _ => null,
    };

    /// <summary>What is missing is the least time there is, and of no zone: taken for local time it may not be convertible.</summary>
    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static string? Claim(JsonWebToken jwt, string name) => jwt.TryGetClaim(name, out var claim) && claim.Value.Length > 0 ? claim.Value : null;

    private static string Why(Exception failure) => failure switch
    {
        SecurityTokenInvalidAudienceException => "it is meant for another app (Teams:AppId)",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => "it is not valid now; is this machine's clock right?",
        SecurityTokenInvalidSignatureException => "its signature is wrong",
        _ => "it is not valid",
    };
}
