namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who listens to what; each type has one listener.</summary>
internal sealed class SlackListeners(IEnumerable<ISlackListener> listeners)
{
    private readonly Dictionary<string, ISlackListener> byType = listeners
        .SelectMany(static listener => listener.Types.Select(type => (Type: type, Listener: listener)))
        .ToDictionary(static each => each.Type, static each => each.Listener, StringComparer.Ordinal);

    /// <summary>Null when nobody listens to the type.</summary>
    public ISlackListener? Of(string type) => byType.GetValueOrDefault(type);
}
