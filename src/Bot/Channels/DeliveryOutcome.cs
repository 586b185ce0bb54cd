namespace ChatOps.Bot.Channels;

internal abstract record DeliveryOutcome;

/// <summary>The chat has the message.</summary>
/// <param name="ExternalId">The chat's id of the message.</param>
internal sealed record Delivered(string ExternalId) : DeliveryOutcome;

/// <summary>The chat does not have it, or nobody knows.</summary>
/// <param name="Failure">Class of failure; what follows from it is decided in <see cref="DeliveryFailures"/> alone.</param>
/// <param name="Detail">For the operator: the vendor's own word.</param>
/// <param name="RetryAfter">The vendor's wish; null when it gave none.</param>
internal sealed record NotDelivered(DeliveryFailure Failure, string Detail, TimeSpan? RetryAfter = null) : DeliveryOutcome;

internal enum DeliveryFailure
{
    /// <summary>Too fast; the whole destination waits.</summary>
    RateLimited,

    /// <summary>The vendor is down or cannot be reached; surely not delivered.</summary>
    Unavailable,

    /// <summary>Sent, but nobody said what became of it.</summary>
    OutcomeUnknown,

    /// <summary>Nothing was sent: what an earlier try sent may still arrive, so that nobody can look for it yet.</summary>
    Unsettled,

    /// <summary>The vendor refuses this content, its plain form included.</summary>
    ContentRefused,

    /// <summary>The message to be edited, or its thread, is gone.</summary>
    MessageGone,

    /// <summary>Channel archived or deleted, bot removed.</summary>
    DestinationGone,

    /// <summary>Credentials revoked or missing rights.</summary>
    CredentialRevoked,

    /// <summary>An error this version does not know.</summary>
    Unknown,
}
