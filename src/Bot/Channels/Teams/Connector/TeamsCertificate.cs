using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>The certificate we prove ourselves with.</summary>
internal static class TeamsCertificate
{
    /// <exception cref="CryptographicException">It cannot be used: another password, no key, no certificate.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static X509Certificate2 Read(string file, string? password)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0) return WithKey(X509CertificateLoader.LoadPkcs12(bytes, password, X509KeyStorageFlags.EphemeralKeySet));
        var pem = Encoding.UTF8.GetString(bytes);
        return WithKey(password is null ? X509Certificate2.CreateFromPem(pem, pem) : X509Certificate2.CreateFromEncryptedPem(pem, pem, password));
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate) => certificate.HasPrivateKey ? certificate : throw new CryptographicException("The file holds no private key.");
}
