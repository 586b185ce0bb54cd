using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>The Bot Framework as the issuer of what the connector shows the bot: its keys, and any token, right or wrong.</summary>
internal sealed class TeamsTokens(TeamsDouble teams)
{
    public const string Issuer = "https://api.botframework.com";

    private readonly Lock gate = new();
    private readonly List<TeamsKey> keys = [TeamsKey.New("msteams")];
    private int metadataFetches;
    private int keyFetches;

    /// <summary>The key that signs now.</summary>
    public TeamsKey Current
    {
        get
        {
            lock (gate) return keys[^1];
        }
    }

    /// <summary>Keys everybody can fetch.</summary>
    public IReadOnlyList<TeamsKey> Published
    {
        get
        {
            lock (gate) return [.. keys];
        }
    }

    public int MetadataFetches => Volatile.Read(ref metadataFetches);

    public int KeyFetches => Volatile.Read(ref keyFetches);

    /// <summary>A token as the connector shows it, changed at will.</summary>
    /// <param name="claims">Changes the claims: iss, aud, serviceurl, nbf, exp and what else is wanted.</param>
    /// <param name="header">Changes the header: alg, typ, kid; a stolen kid is another key's id here.</param>
    /// <param name="key">The key that signs; the current one when none is given. HS256 takes its public half for a secret.</param>
    public string Issue(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, TeamsKey? key = null, string algorithm = "RS256")
    {
        key ??= Current;
        var head = new JsonObject { ["alg"] = algorithm, ["kid"] = key.Id, ["x5t"] = key.Id, ["typ"] = "JWT" };
        var said = new JsonObject
        {
            ["serviceurl"] = teams.ServiceUrl.AbsoluteUri,
            ["nbf"] = At(TimeSpan.Zero),
            ["exp"] = At(TimeSpan.FromHours(1)),
            ["iss"] = Issuer,
            ["aud"] = teams.AppId,
        };
        claims?.Invoke(said);
        header?.Invoke(head);
        return TeamsJwt.Make(head, said, key);
    }

    /// <summary>A token of the app's own registration, as test clients show it: 1.0 with appid, 2.0 with azp.</summary>
    public string IssueOwn(string version = "2.0", Action<JsonObject>? claims = null, TeamsKey? key = null) => teams.Entra.Issue(teams.AppId, version, claims, key).Token;

    /// <summary>Seconds since 1970, so far from now by the double's clock.</summary>
    public long At(TimeSpan fromNow) => (teams.State.Time.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    /// <summary>Another key signs from now on; the old one is no longer published.</summary>
    public TeamsKey RollKeys(params string[]? endorsements)
    {
        var key = TeamsKey.New(endorsements is { Length: > 0 } ? endorsements : ["msteams"]);
        lock (gate)
        {
            keys.Clear();
            keys.Add(key);
        }

        return key;
    }

    /// <summary>Publishes a key beside the one that signs.</summary>
    public TeamsKey Publish(TeamsKey key)
    {
        lock (gate) keys.Insert(0, key);
        return key;
    }

    internal JsonObject Metadata()
    {
        Interlocked.Increment(ref metadataFetches);
        return new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = new Uri(teams.OpenIdMetadataUrl, "keys").AbsoluteUri,
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        };
    }

    internal JsonObject Keys()
    {
        Interlocked.Increment(ref keyFetches);
        return new JsonObject { ["keys"] = new JsonArray([.. Published.Select(static key => (JsonNode)key.Jwk())]) };
    }
}
