using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A key that signs tokens.</summary>
/// <param name="Id">The kid.</param>
/// <param name="Endorsements">Channels it may speak for; null = the member is absent.</param>
internal sealed record TeamsKey(string Id, RSA Rsa, IReadOnlyList<string>? Endorsements)
{
    // Making a key takes longer than everything else together; all doubles of a process share them.
    private static readonly ConcurrentDictionary<int, Lazy<RSA>> Made = new();

    private static int used;

    /// <summary>What is known of it to everybody: also what a careless validator takes for a shared secret.</summary>
    public byte[] PublicBytes => Rsa.ExportSubjectPublicKeyInfo();

    public static TeamsKey New(params string[]? endorsements)
    {
        var number = Interlocked.Increment(ref used);
        return new TeamsKey(string.Create(CultureInfo.InvariantCulture, $"double{number}"), Made.GetOrAdd(number % 16, static _ => new Lazy<RSA>(static () => RSA.Create(2048))).Value, endorsements);
    }

    public JsonObject Jwk()
    {
        var parameters = Rsa.ExportParameters(false);
        var jwk = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Id, ["x5t"] = Id, ["n"] = TeamsJwt.Text(parameters.Modulus!), ["e"] = TeamsJwt.Text(parameters.Exponent!) };
        if (Endorsements is not null) jwk["endorsements"] = new JsonArray([.. Endorsements.Select(static one => (JsonNode)one)]);
        return jwk;
    }

    public byte[] Sign(string algorithm, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        // One key serves many doubles at once.
        lock (Rsa)
        {
            return algorithm switch
            {
                "none" => [],
                "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                "RS384" => Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
                "RS512" => Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                "PS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                "HS256" => HMACSHA256.HashData(PublicBytes, bytes),
                _ => throw new ArgumentException($"No key signs with {algorithm}.", nameof(algorithm)),
            };
        }
    }
}
