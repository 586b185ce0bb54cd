namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who listens to what; each type has one listener.</summary>
internal sealed class TeamsListeners(IEnumerable<ITeamsListener> listeners)
{
    private readonly Dictionary<string, ITeamsListener> byType = listeners
        .SelectMany(static listener => listener.Types.Select(type => (Type: type, Listener: listener)))
        .ToDictionary(static each => each.Type, static each => each.Listener, StringComparer.Ordinal);

    /// <summary>Null when nobody listens to the type.</summary>
    public ITeamsListener? Of(string type) => byType.GetValueOrDefault(type);
}
