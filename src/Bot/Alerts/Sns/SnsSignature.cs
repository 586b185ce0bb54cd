using System.Security.Cryptography;

namespace ChatOps.Bot.Alerts.Sns;

internal static class SnsSignature
{
    /// <summary>Null for a version nobody knows.</summary>
    public static HashAlgorithmName? Digest(string version) => version switch
    {
        "1" => HashAlgorithmName.SHA1, // what topics use until their SignatureVersion is set to 2
        "2" => HashAlgorithmName.SHA256,
        _ => null,
    };

    public static bool IsRight(SnsPost post, HashAlgorithmName digest, SnsKey key)
    {
        var signature = new byte[post.Signature.Length];
        if (!Convert.TryFromBase64String(post.Signature, signature, out var length)) return false;
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        return rsa.VerifyData(post.SignedBytes(), signature.AsSpan(0, length), digest, RSASignaturePadding.Pkcs1);
    }
}
