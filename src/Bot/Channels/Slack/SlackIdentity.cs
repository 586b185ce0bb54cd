using ChatOps.Bot.Channels.Slack.Inbound;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Who we are in Slack; known from the host's start on.</summary>
internal sealed class SlackIdentity
{
    private volatile Known known = new("", "", "", "", null);

    /// <summary>Id of the workspace.</summary>
    public string Workspace => known.Workspace;

    /// <summary>Our user: what it writes is ours.</summary>
    public string BotUser => known.BotUser;

    public string BotId => known.BotId;

    /// <summary>Our name after an @; empty while Slack has not said it since the start.</summary>
    public string Handle => known.Handle;

    /// <summary>What the bot's token may do; null while Slack has not said it.</summary>
    public IReadOnlyList<string>? Scopes => known.Scopes;

    public SlackOurselves Now => new(Workspace, BotUser);

    public void Set(ChatIdentity identity, string handle = "", IReadOnlyList<string>? scopes = null) => known = new Known(identity.Workspace, identity.BotUser, identity.BotId, handle, scopes);

    private sealed record Known(string Workspace, string BotUser, string BotId, string Handle, IReadOnlyList<string>? Scopes);
}
