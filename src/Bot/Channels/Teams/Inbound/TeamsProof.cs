namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What a token proves.</summary>
internal abstract record TeamsProof;

/// <summary>It is genuine, and meant for us.</summary>
/// <param name="IsOwn">It is one of our own app registration, not the connector's: it vouches for no address and no channel.</param>
/// <param name="ServiceUrl">The address the connector vouches for; null when it vouches for none.</param>
/// <param name="Endorsements">Channels the key may vouch for.</param>
/// <param name="Keys">The keys it was checked with: when others are known it is checked again.</param>
internal sealed record TeamsPass(bool IsOwn, string? ServiceUrl, IReadOnlyList<string> Endorsements, TeamsKeySet Keys, DateTimeOffset NotBefore, DateTimeOffset Expires) : TeamsProof
{
    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public bool HoldsAt(DateTimeOffset now) => Holds(NotBefore.UtcDateTime, Expires.UtcDateTime, now);

    /// <param name="notBefore">UTC; null for always.</param>
    /// <param name="expires">UTC; a token without it does not hold.</param>
    public static bool Holds(DateTime? notBefore, DateTime? expires, DateTimeOffset now) =>
        expires is { } end && end > now.UtcDateTime - Skew && (notBefore is not { } begin || begin < now.UtcDateTime + Skew);
}

/// <summary>It proves nothing.</summary>
/// <param name="Status">HTTP status: 401, or 503 when it could not be checked.</param>
/// <param name="Why">In words of ours; nothing of the token.</param>
internal sealed record TeamsNoPass(int Status, string Why) : TeamsProof
{
    public static TeamsNoPass Because(string why) => new(StatusCodes.Status401Unauthorized, why);
}
