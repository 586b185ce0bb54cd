namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>What the login said to us. What proves who we are is in no text of it.</summary>
internal abstract record TeamsToken;

/// <param name="Bearer">Shown to the connector alone.</param>
internal sealed record TeamsTokenGiven(string Bearer) : TeamsToken
{
    public override string ToString() => nameof(TeamsTokenGiven);
}

/// <summary>The login knows us not, or cannot be asked with what is configured.</summary>
/// <param name="Code">The vendor's word, such as invalid_client.</param>
/// <param name="Why">With what to do, for the operator.</param>
internal sealed record TeamsTokenRefused(string Code, string Why) : TeamsToken;

/// <summary>The login did not answer, or not in a way that says anything about us.</summary>
internal sealed record TeamsTokenSilent(string Why) : TeamsToken;
