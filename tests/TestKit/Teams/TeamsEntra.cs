using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Teams;

/// <summary>Entra ID: gives the bot its token for a secret, a certificate, a federated token or as a managed identity.</summary>
internal sealed class TeamsEntra(TeamsDouble teams)
{
    public const string BotFramework = "https://api.botframework.com";

    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private readonly TeamsKey key = TeamsKey.New(null);
    private readonly ConcurrentDictionary<string, (string Audience, DateTimeOffset Expires)> issued = new();
    private int asked;

    /// <summary>Certificates of the app registration.</summary>
    public List<X509Certificate2> Certificates { get; } = [];

    /// <summary>Tokens of another issuer that the app registration trusts.</summary>
    public List<string> FederatedTokens { get; } = [];

    /// <summary>How long a token lives.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How often a token was asked for.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>What managed identities are asked at; as IDENTITY_ENDPOINT together with <see cref="IdentityHeader"/>.</summary>
    public Uri IdentityEndpoint => new(teams.Address, "msi/token");

    public string IdentityHeader { get; } = "double-identity-header";

    /// <summary>Every token given so far is worth nothing.</summary>
    public void Revoke() => issued.Clear();

    internal (string Token, int Seconds) Issue(string audience, string version = "1.0", Action<JsonObject>? change = null, TeamsKey? signer = null)
    {
        var claims = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = version == "2.0" ? new Uri(teams.LoginUrl, $"{teams.TenantId}/v2.0").AbsoluteUri : $"https://sts.windows.net/{teams.TenantId}/",
            ["iat"] = teams.Tokens.At(TimeSpan.Zero),
            ["nbf"] = teams.Tokens.At(TimeSpan.Zero),
            ["exp"] = teams.Tokens.At(Lifetime),
            [version == "2.0" ? "azp" : "appid"] = teams.AppId,
            ["tid"] = teams.TenantId,
            ["ver"] = version,
            ["uti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
        };
        change?.Invoke(claims);
        var by = signer ?? key;
        var token = TeamsJwt.Make(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = by.Id, ["x5t"] = by.Id }, claims, by);
        issued[token] = (audience, teams.State.Time.GetUtcNow() + Lifetime);
        return (token, (int)Lifetime.TotalSeconds);
    }

    /// <summary>Why the connector does not take a bearer token; null when it does.</summary>
    internal string? Against(string authorization)
    {
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal)) return "no bearer token";
        if (!issued.TryGetValue(authorization["Bearer ".Length..], out var token)) return "a token nobody issued";
        if (token.Audience.TrimEnd('/') != BotFramework) return $"a token for {token.Audience}";
        return token.Expires <= teams.State.Time.GetUtcNow() ? "an expired token" : null;
    }

    internal async Task<(int Status, JsonObject Body)> TokenAsync(HttpContext http, string tenant)
    {
        Interlocked.Increment(ref asked);
        if (!http.Request.HasFormContentType) return Refused(400, "invalid_request", "AADSTS900144: The request body must contain a form.");
        var form = await http.Request.ReadFormAsync();
        if (tenant != teams.TenantId) return Refused(400, "invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
        if (form["grant_type"] != "client_credentials") return Refused(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        if (form["client_id"] != teams.AppId) return Refused(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        if (form["client_secret"].ToString() is { Length: > 0 } secret)
        {
            if (secret != teams.ClientSecret) return Refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }
        else if (form["client_assertion_type"] != AssertionType || !IsTrusted(form["client_assertion"].ToString(), tenant))
        {
            return Refused(401, "invalid_client", "AADSTS700027: The client assertion is not trusted.");
        }

        var scope = form["scope"].ToString().Split(' ').FirstOrDefault(static one => one.EndsWith("/.default", StringComparison.Ordinal));
        return scope is null ? Refused(400, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid.") : (200, Answer(scope[..^"/.default".Length]));
    }

    internal (int Status, JsonObject Body) Identity(HttpContext http)
    {
        Interlocked.Increment(ref asked);
        var query = http.Request.Query;
        if (http.Request.Headers["X-IDENTITY-HEADER"] != IdentityHeader && http.Request.Headers["Metadata"] != "true") return Refused(401, "invalid_request", "The identity header is missing.");
        if (query["client_id"] != teams.AppId) return Refused(400, "invalid_request", "Identity not found.");
        var answer = Answer(query["resource"].ToString());
        answer["resource"] = query["resource"].ToString();
        // MSAL counts by the system's clock.
        answer["expires_on"] = (TimeProvider.System.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (200, answer);
    }

    internal JsonObject Discovery(string tenant) => new()
    {
        ["token_endpoint"] = new Uri(teams.LoginUrl, $"{tenant}/oauth2/v2.0/token").AbsoluteUri,
        ["authorization_endpoint"] = new Uri(teams.LoginUrl, $"{tenant}/oauth2/v2.0/authorize").AbsoluteUri,
        ["jwks_uri"] = new Uri(teams.LoginUrl, $"{tenant}/discovery/v2.0/keys").AbsoluteUri,
        ["issuer"] = new Uri(teams.LoginUrl, $"{tenant}/v2.0").AbsoluteUri,
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["response_types_supported"] = new JsonArray("code", "id_token", "token"),
        ["subject_types_supported"] = new JsonArray("pairwise"),
    };

    internal JsonObject Instances() => new()
    {
        ["tenant_discovery_endpoint"] = new Uri(teams.LoginUrl, $"{teams.TenantId}/v2.0/.well-known/openid-configuration").AbsoluteUri,
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject { ["preferred_network"] = teams.LoginUrl.Authority, ["preferred_cache"] = teams.LoginUrl.Authority, ["aliases"] = new JsonArray(teams.LoginUrl.Authority) }),
    };

    internal JsonObject Keys() => new() { ["keys"] = new JsonArray(key.Jwk()) };

    private static (int Status, JsonObject Body) Refused(int status, string error, string description) => (status, new JsonObject { ["error"] = error, ["error_description"] = description, ["error_codes"] = new JsonArray(7000000) });

    private JsonObject Answer(string audience)
    {
        var (token, seconds) = Issue(audience);
        return new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = seconds, ["ext_expires_in"] = seconds, ["access_token"] = token };
    }

    /// <summary>A federated token as it is, or a statement of the app signed with one of its certificates.</summary>
    private bool IsTrusted(string assertion, string tenant)
    {
        if (FederatedTokens.Contains(assertion)) return true;
        if (TeamsJwt.Read(assertion) is not var (header, claims, signature)) return false;
        var isOurs = claims["iss"]?.ToString() == teams.AppId && claims["sub"]?.ToString() == teams.AppId
            && claims["aud"]?.ToString() == new Uri(teams.LoginUrl, $"{tenant}/oauth2/v2.0/token").AbsoluteUri;
        var text = Encoding.ASCII.GetBytes(assertion[..assertion.LastIndexOf('.')]);
        var padding = header["alg"]?.ToString() == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return isOurs && Certificates.Any(certificate => certificate.GetRSAPublicKey()!.VerifyData(text, signature, HashAlgorithmName.SHA256, padding));
    }
}
