using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>Whose authorities are believed.</summary>
/// <param name="Roots">Null for those of the system.</param>
internal sealed record SnsTrust(X509Certificate2Collection? Roots);

/// <summary>A certificate as it lies at its address, looked at: its key signs for SNS when it does for nobody else and somebody trusted says so.</summary>
internal static partial class SnsCertificate
{
    private const int LeastBits = 2048;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static SnsKeyAnswer Read(string pem, SnsTrust trust, DateTimeOffset now)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Count == 0 ? new SnsKeyRefused("is signed with a certificate that is none") : Read(certificates, trust, now);
        }
        catch (CryptographicException)
        {
            return new SnsKeyRefused("is signed with a certificate that cannot be read");
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }

    private static SnsKeyAnswer Read(X509Certificate2Collection certificates, SnsTrust trust, DateTimeOffset now)
    {
        var signer = certificates[0];
        if (now < signer.NotBefore || now > signer.NotAfter) return new SnsKeyRefused("is signed with a certificate that is not valid now");
        if (!Names(signer).Exists(static name => SnsName().IsMatch(name))) return new SnsKeyRefused("is signed with a certificate of somebody else than SNS");
        if (!IsTrusted(certificates, trust, now)) return new SnsKeyRefused("is signed with a certificate whose chain is not trusted here; this machine's authorities may be out of date");
        using var key = signer.GetRSAPublicKey();
        return key?.KeySize >= LeastBits
            ? new SnsKey(key.ExportSubjectPublicKeyInfo(), new DateTimeOffset(signer.NotAfter.ToUniversalTime(), TimeSpan.Zero))
            : new SnsKeyRefused("is signed with a certificate without an RSA key of 2048 bits");
    }

    private static bool IsTrusted(X509Certificate2Collection certificates, SnsTrust trust, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        // Fetched from AWS's own host this moment, which has a new one there when the old one is revoked. What lies between it and the root is not in the file, and fetched by the system.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.UrlRetrievalTimeout = Patience;
        for (var index = 1; index < certificates.Count; index++) chain.ChainPolicy.ExtraStore.Add(certificates[index]);
        if (trust.Roots is { } roots)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        }

        return chain.Build(certificates[0]);
    }

    private static List<string> Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static extension => extension.EnumerateDnsNames()).ToList();
        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }

    /// <summary>Most regions' certificates are named sns.amazonaws.com; later regions', GovCloud's and China's have names of their own, such as sns-signing.af-south-1.amazonaws.com, sns-us-gov-west-1.amazonaws.com, sns-cn-north-1.amazonaws.com.cn.</summary>
    [GeneratedRegex(@"\Asns(-signing)?([.-][a-z0-9-]+)?\.amazonaws\.com(\.cn)?\z")]
    private static partial Regex SnsName();
}

/// <summary>What became of the search for a key.</summary>
internal abstract record SnsKeyAnswer;

/// <param name="PublicKey">As a SubjectPublicKeyInfo.</param>
internal sealed record SnsKey(byte[] PublicKey, DateTimeOffset ValidUntil) : SnsKeyAnswer;

/// <param name="Reason">Begins with a verb.</param>
internal sealed record SnsKeyRefused(string Reason) : SnsKeyAnswer;

/// <summary>Trying again may help.</summary>
internal sealed record SnsKeyUnreachable : SnsKeyAnswer;
