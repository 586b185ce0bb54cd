using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>Tokens put together by hand, so that wrong ones can be made too.</summary>
internal static class TeamsJwt
{
    public static string Make(JsonObject header, JsonObject claims, TeamsKey key)
    {
        var text = $"{Text(header.ToJsonString())}.{Text(claims.ToJsonString())}";
        return $"{text}.{Text(key.Sign(header["alg"]!.ToString(), text))}";
    }

    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Header and claims; null when it is no token.</summary>
    public static (JsonObject Header, JsonObject Claims, byte[] Signature)? Read(string token)
    {
        try
        {
            return token.Split('.') is [var header, var claims, var signature]
                ? ((JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(header))!, (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(claims))!, Base64Url.DecodeFromChars(signature))
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidCastException)
        {
            return null;
        }
    }

    private static string Text(string text) => Text(Encoding.UTF8.GetBytes(text));
}
