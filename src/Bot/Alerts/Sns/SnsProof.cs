using System.Security.Cryptography;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>Whether a message comes from a listed topic, now, and from SNS.</summary>
internal sealed class SnsProof(SnsOptions options, SnsKeys keys, TimeProvider time)
{
    /// <summary>SNS tries an address for an hour at most ("Amazon SNS message delivery retries": a hard limit of 3,600 seconds) and keeps the first time in the message; twice that allows for
    /// waits before the first try. Whoever sends an old message again gains nothing in the ledger, but an old confirmation could bring back a subscription somebody ended.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(2);

    /// <summary>For clocks that differ.</summary>
    private static readonly TimeSpan Newest = TimeSpan.FromMinutes(15);

    /// <summary>Null when it is proven.</summary>
    public async Task<SnsRefused?> WhyNotAsync(SnsPost post, CancellationToken cancellationToken)
    {
        if (!options.TopicArns.Contains(post.TopicArn)) return new SnsRefused(StatusCodes.Status403Forbidden, "comes from a topic that is not listed; add its ARN to Alerts:Sns:TopicArns if it is yours", IsOfTopic: false);
        if (post.SentAt is not { } sent) return Forged("holds no time");
        var age = time.GetUtcNow() - sent;
        if (age > Oldest) return Forged($"was published more than {Oldest.TotalHours} hours ago");
        if (age < -Newest) return Forged("was published in the future; check this machine's clock");
        if (SnsSignature.Digest(post.SignatureVersion) is not { } digest) return Forged("is signed in a version that is not known; set the topic's SignatureVersion to 2");
        if (SnsAddress.Certificate(post.SigningCertUrl, options.Hosts) is not { } address) return Forged("is signed with a certificate that is not at SNS's address; if it is, add its host to Alerts:Sns:CertificateHosts");
        return await keys.OfAsync(address, cancellationToken) switch
        {
            SnsKeyRefused refused => Forged(refused.Reason),
            SnsKeyUnreachable => new SnsRefused(StatusCodes.Status503ServiceUnavailable, "is signed with a certificate that could not be fetched; SNS sends again. Let this machine call the topics' hosts on port 443", IsOfTopic: true),
            SnsKey key => Check(post, digest, key),
            var other => throw new InvalidOperationException($"{other.GetType()} is no answer."),
        };
    }

    private static SnsRefused? Check(SnsPost post, HashAlgorithmName digest, SnsKey key)
    {
        try
        {
            return SnsSignature.IsRight(post, digest, key) ? null : Forged("is not signed by SNS as it stands");
        }
        catch (CryptographicException)
        {
            // where the system's policy forbids SHA-1
            return Forged("is signed in a way this machine cannot check; set the topic's SignatureVersion to 2");
        }
    }

    private static SnsRefused Forged(string reason) => new(StatusCodes.Status403Forbidden, reason, IsOfTopic: true);
}

/// <param name="Reason">Begins with a verb; one of a few, so that it can be counted by.</param>
/// <param name="IsOfTopic">Whether it speaks for a listed topic: then the operator is told.</param>
internal sealed record SnsRefused(int Status, string Reason, bool IsOfTopic);
