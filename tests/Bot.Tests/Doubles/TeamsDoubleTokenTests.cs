using System.Buffers.Text;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoubleTokenTests : IAsyncLifetime
{
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync();
        talk = TeamsTalk.Of(teams);
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task A_token_is_signed_with_a_key_that_is_published_with_its_endorsements(string algorithm)
    {
        var metadata = await talk.GetAsync(teams.OpenIdMetadataUrl);
        var (header, claims, isGood) = Looked(teams.Tokens.Issue(algorithm: algorithm), await KeysAsync(metadata));
        Assert.Equal((true, algorithm, metadata["issuer"]!.ToString()), (isGood, header["alg"]!.ToString(), claims["iss"]!.ToString()));
        Assert.Equal((teams.AppId, teams.ServiceUrl.AbsoluteUri), (claims["aud"]!.ToString(), claims["serviceurl"]!.ToString()));
        Assert.Equal("""["msteams"]""", (await KeysAsync(metadata))[0]!["endorsements"]!.ToJsonString());
        Assert.Equal((1, 2), (teams.Tokens.MetadataFetches, teams.Tokens.KeyFetches));
    }

    [Fact]
    public async Task Wrong_tokens_are_wrong_in_just_what_was_asked_for()
    {
        var metadata = await talk.GetAsync(teams.OpenIdMetadataUrl);
        var keys = await KeysAsync(metadata);
        var stranger = TeamsKey.New("msteams");
        Assert.Null(Looked(teams.Tokens.Issue(key: stranger), keys).IsGood);
        Assert.False(Looked(teams.Tokens.Issue(header: header => header["kid"] = teams.Tokens.Current.Id, key: stranger), keys).IsGood);
        Assert.EndsWith(".", teams.Tokens.Issue(algorithm: "none"), StringComparison.Ordinal);
        Assert.Equal("HS256", Looked(teams.Tokens.Issue(algorithm: "HS256"), keys).Header["alg"]!.ToString());
        var late = Looked(teams.Tokens.Issue(claims => claims["exp"] = teams.Tokens.At(TimeSpan.FromMinutes(-6))), keys);
        Assert.True(late.IsGood);
        Assert.Null(Looked(teams.Tokens.Issue(static claims => claims.Remove("exp")), keys).Claims["exp"]);

        teams.Tokens.Publish(TeamsKey.New(null));
        teams.Tokens.Publish(TeamsKey.New("webchat"));
        Assert.Equal(["webchat", null, "msteams"], (await KeysAsync(metadata)).Select(static key => key!["endorsements"]?[0]?.ToString()));
    }

    [Fact]
    public async Task After_a_rollover_the_old_key_is_gone()
    {
        var metadata = await talk.GetAsync(teams.OpenIdMetadataUrl);
        var old = teams.Tokens.Issue();
        teams.Tokens.RollKeys();
        var keys = await KeysAsync(metadata);
        Assert.Null(Looked(old, keys).IsGood);
        Assert.True(Looked(teams.Tokens.Issue(), keys).IsGood);
    }

    [Fact]
    public async Task A_token_of_the_app_itself_is_signed_by_Entra_ID()
    {
        var metadata = await talk.GetAsync(new Uri(teams.LoginUrl, $"{teams.TenantId}/v2.0/.well-known/openid-configuration"));
        var keys = await KeysAsync(metadata);
        var (_, two, isGood) = Looked(teams.Tokens.IssueOwn(), keys);
        Assert.Equal((true, teams.AppId, teams.AppId, metadata["issuer"]!.ToString()), (isGood, two["azp"]!.ToString(), two["aud"]!.ToString(), two["iss"]!.ToString()));
        Assert.Equal((teams.AppId, "1.0"), Looked(teams.Tokens.IssueOwn("1.0"), keys).Claims is var one ? (one["appid"]!.ToString(), one["ver"]!.ToString()) : default);
    }

    [Fact]
    public async Task Entra_ID_gives_a_token_for_a_secret_a_certificate_a_federated_token_and_an_identity()
    {
        Assert.Equal(200, (await talk.AskAsync()).Status);
        Assert.Equal((401, "invalid_client"), await talk.AskAsync("wrong") is var (status, body) ? (status, body["error"]!.ToString()) : default);
        Assert.Equal(400, (await talk.AskAsync(scope: "openid")).Status);

        using var rsa = RSA.Create(2048);
        var assertion = TeamsJwt.Make(
            new JsonObject { ["alg"] = "PS256" },
            new JsonObject { ["iss"] = teams.AppId, ["sub"] = teams.AppId, ["aud"] = new Uri(teams.LoginUrl, $"{teams.TenantId}/oauth2/v2.0/token").AbsoluteUri },
            new TeamsKey("certificate", rsa, null));
        Assert.Equal(401, (await ShowAsync(assertion)).Status);
        teams.Entra.Certificates.Add(new CertificateRequest("CN=app", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1)));
        Assert.Equal(200, (await ShowAsync(assertion)).Status);
        Assert.Equal(401, (await ShowAsync("token-of-the-cluster")).Status);
        teams.Entra.FederatedTokens.Add("token-of-the-cluster");
        Assert.Equal(200, (await ShowAsync("token-of-the-cluster")).Status);

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-IDENTITY-HEADER", teams.Entra.IdentityHeader);
        var answer = await http.GetStringAsync(new Uri(teams.Entra.IdentityEndpoint, $"?api-version=2019-08-01&resource=https%3A%2F%2Fapi.botframework.com&client_id={teams.AppId}"));
        Assert.Equal(200, (await talk.CallAsync("GET", $"v3/teams/{teams.Team("Security").Id}", bearer: JsonNode.Parse(answer)!["access_token"]!.ToString())).Status);

        Task<(int Status, JsonObject Body)> ShowAsync(string said) => talk.AskAsync(instead: [("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", said)]);
    }

    [Fact]
    public async Task Nobody_trusts_the_certificate_but_who_is_told_to()
    {
        using var careless = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => careless.GetAsync(teams.LoginUrl));
        var pem = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(teams.CertificateFile));
        Assert.Equal((teams.Certificate.Thumbprint, false), (pem.Thumbprint, teams.Certificate.HasPrivateKey));
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(pem);
        using var told = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } });
        Assert.Contains("tenant_discovery_endpoint", await told.GetStringAsync(new Uri(teams.LoginUrl, "common/discovery/instance?api-version=1.1")), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await told.GetAsync(new Uri(teams.ServiceUrl, $"/{teams.TenantId}/v2.0/.well-known/openid-configuration"))).StatusCode);
    }

    [Fact]
    public async Task Many_stand_side_by_side()
    {
        // All stand until the last has been looked at: a port that was let go may be given again.
        var many = await Task.WhenAll(Enumerable.Range(0, 12).Select(static _ => TeamsDouble.StartAsync()));
        try
        {
            await Task.WhenAll(many.Select(static async other =>
            {
                await using var mouth = new TeamsTalk(other);
                await mouth.CreateAsync(other.Channel("alerts"), TeamsTalk.Message("x"));
            }));
            Assert.All(many, static one => Assert.Single(one.Posts));
            Assert.Equal(12, many.Select(static one => one.ServiceUrl).Distinct().Count());
        }
        finally
        {
            foreach (var other in many) await other.DisposeAsync();
        }
    }

    private async Task<JsonArray> KeysAsync(JsonObject metadata) => (JsonArray)(await talk.GetAsync(new Uri(metadata["jwks_uri"]!.ToString())))["keys"]!;

    /// <summary>Whether the signature is that of the key it names; null when that key is not there.</summary>
    private static (JsonObject Header, JsonObject Claims, bool? IsGood) Looked(string token, JsonArray keys)
    {
        var parts = token.Split('.');
        var header = (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var claims = (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        if (keys.FirstOrDefault(key => key!["kid"]!.ToString() == header["kid"]!.ToString()) is not { } jwk) return (header, claims, null);
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(jwk["n"]!.ToString()), Exponent = Base64Url.DecodeFromChars(jwk["e"]!.ToString()) });
        var name = header["alg"]!.ToString() switch { "RS384" => HashAlgorithmName.SHA384, "RS512" => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        return (header, claims, rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), name, RSASignaturePadding.Pkcs1));
    }
}
