using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A channel or chat as Teams keeps it.</summary>
/// <param name="Kind">channel, groupChat or personal.</param>
internal sealed record TeamsConversationState(string Id, string Kind)
{
    /// <summary>Null for the General channel, as Teams gives it.</summary>
    public string? Name { get; set; }

    public TeamsTeamState? Team { get; init; }

    public bool IsDeleted { get; set; }

    /// <summary>People of a chat; of a channel its team's are meant.</summary>
    public HashSet<string> Members { get; } = [];

    public OrderedDictionary<string, TeamsMessageState> Messages { get; } = [];

    /// <summary>Ids of slash commands typed here: seen by nobody else, answered in private.</summary>
    public HashSet<string> TargetedRoots { get; } = [];

    public bool HasBot => Team?.IsInstalled ?? true;

    public IReadOnlyCollection<string> Roster => Team?.Members ?? Members;
}

/// <summary>A message as it stands now.</summary>
/// <param name="Root">The thread's first message, which may be this one; null in chats.</param>
/// <param name="From">29:… of a person, 28:… of the bot.</param>
internal sealed record TeamsMessageState(string Id, string? Root, string From)
{
    /// <summary>What was posted: text, attachments, summary.</summary>
    public required JsonObject Said { get; set; }

    public required DateTimeOffset At { get; init; }

    public List<JsonObject> Versions { get; } = [];

    public bool IsDeleted { get; set; }

    public List<(string Type, string Who)> Reactions { get; } = [];

    /// <summary>The one person who sees it; null = everybody.</summary>
    public string? OnlyFor { get; init; }
}

/// <summary>A team and whether the app is installed in it.</summary>
internal sealed record TeamsTeamState(string Id, string GroupId)
{
    public required string Name { get; set; }

    public bool IsInstalled { get; set; } = true;

    /// <summary>Nobody writes there any more.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Whether the team's owner allowed the app to read every message (RSC ChannelMessage.Read.Group).</summary>
    public bool HearsAll { get; set; } = true;

    public HashSet<string> Members { get; } = [];
}

/// <summary>A person of the tenant.</summary>
/// <param name="Id">29:…, as this bot knows the person.</param>
internal sealed record TeamsPersonState(string Id, string ObjectId, string Name)
{
    public bool HasBlocked { get; set; }

    public TeamsReceipt? LastInvoke { get; set; }

    public TeamsDialog? Dialog { get; set; }

    public List<TeamsPrivateAnswer> InvokeAnswers { get; } = [];
}
