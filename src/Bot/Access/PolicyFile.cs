namespace ChatOps.Bot.Access;

/// <summary>Who may do what, as an operator writes it (docs/who-may-do-what.md).
/// Of user, group, channel and default the first that is named decides; of several groups the one with the highest role. A channel with the role none is for nobody.
/// Groups count where the chat tells who is in them.</summary>
internal sealed record PolicyFile(Role Default, IReadOnlyDictionary<string, Role> Users, IReadOnlyDictionary<string, Role> Groups, IReadOnlyDictionary<string, ChannelRule> Channels)
{
    /// <summary>Least roles for verbs that are to differ from <see cref="Verb.LeastRole"/>.</summary>
    public IReadOnlyDictionary<string, Role> Verbs { get; init; } = new Dictionary<string, Role>();

    public ChannelRule? RuleOf(string channel) => Channels.GetValueOrDefault(channel);
}

/// <param name="Role">Of people with none of their own; null where the default applies.</param>
/// <param name="Verbs">Least roles in this channel, before those of the file.</param>
internal sealed record ChannelRule(Role? Role, IReadOnlyDictionary<string, Role> Verbs);
