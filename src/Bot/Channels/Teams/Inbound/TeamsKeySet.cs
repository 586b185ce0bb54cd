using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Keys as one fetching found them; never changed afterwards.</summary>
/// <param name="FetchedAt">When.</param>
internal sealed record TeamsKeySet(IReadOnlyDictionary<string, TeamsKey> ById, DateTimeOffset FetchedAt)
{
    private const int LeastBits = 2048;

    public TeamsKey? Find(string? id) => id is null ? null : ById.GetValueOrDefault(id);

    /// <summary>Reads a JSON Web Key Set key by key: one that cannot be read, or is not for RSA signatures, is left out and takes none of the others along. Pure.</summary>
    public static TeamsKeySet Read(JsonElement document, DateTimeOffset now)
    {
        var keys = new Dictionary<string, TeamsKey>(StringComparer.Ordinal);
        foreach (var key in document.Items("keys"))
            if (key.Text("kid") is { } id && Rsa(key) is { } rsa) keys.TryAdd(id, new TeamsKey(new RsaSecurityKey(rsa) { KeyId = id }, Endorsements(key)));
        return new TeamsKeySet(keys, now);
    }

    private static RSAParameters? Rsa(JsonElement key)
    {
        if (key.Text("kty") != "RSA" || key.Text("use") is not (null or "sig")) return null;
        if (Bytes(key, "n") is not { } modulus || Bytes(key, "e") is not { } exponent || 8 * modulus.Length < LeastBits) return null;
        return new RSAParameters { Modulus = modulus, Exponent = exponent };
    }

    private static byte[]? Bytes(JsonElement key, string name)
    {
        try
        {
            return key.Text(name) is { } text ? Base64UrlEncoder.DecodeBytes(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static List<string> Endorsements(JsonElement key) =>
        [.. key.Items("endorsements").Where(static one => one.ValueKind == JsonValueKind.String).Select(static one => one.GetString()!)];
}

/// <param name="Endorsements">Channels whose activities it may vouch for; empty for keys of Entra ID, which vouch for none.</param>
internal sealed record TeamsKey(SecurityKey Key, IReadOnlyList<string> Endorsements);
