namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Where an answer goes that is meant for one person, and how that person calls us.</summary>
/// <param name="ServiceUrl">As Teams told it; untrusted until its host was checked.</param>
/// <param name="Tenant">Whose rate it counts for.</param>
/// <param name="Conversation">With its thread, if there is one; a channel without a thread stands for a new one.</param>
/// <param name="OnlyFor">The person as we address them, when nobody else may see it; null where it is a plain reply.</param>
/// <param name="Ask">What stands before a question here: the slash command, our mention, or nothing.</param>
/// <param name="Name">What we are called here; untrusted text.</param>
internal sealed record TeamsPlace(string? ServiceUrl, string Tenant, TeamsConversation Conversation, string? OnlyFor, string Ask, string Name)
{
    /// <summary>Whoever said it, as we address them, where others are too.</summary>
    public string? Asker { get; init; }

    /// <summary>The same place, for whoever asked alone.</summary>
    public TeamsPlace Privately => this with { OnlyFor = OnlyFor ?? Asker };

    /// <summary>The command of our app that is typed after a slash.</summary>
    public const string Slash = "/investigate";

    /// <summary>Where it was said or done.</summary>
    /// <param name="calledAs">As in <see cref="TeamsWritten.CalledAs"/>.</param>
    public static TeamsPlace Of(Heard heard, TeamsActivity activity, string? calledAs = null)
    {
        var isPersonal = TeamsSieve.IsPersonal(activity);
        var name = calledAs ?? activity.Raw.Text("recipient", "name") ?? "bot";
        var ask = activity.IsTargeted ? Slash : isPersonal ? "" : $"@{name}";
        // What is said between us two is private anyway; Teams has no targeted messages there.
        return new TeamsPlace(activity.ServiceUrl, heard.Workspace, activity.Conversation, activity.IsTargeted && !isPersonal ? activity.From : null, ask, name) { Asker = isPersonal ? null : activity.From };
    }
}
