using ChatOps.Bot.Access;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Who somebody is: by the id Entra ID has for them, else by the one this bot knows them under. The name is for showing only.</summary>
internal static class TeamsPeople
{
    /// <summary>Ids of bots begin so; those of people with 29:.</summary>
    private const string Bot = "28:";

    private const int LongestName = 80;

    /// <summary>Whoever sent the activity; null when it names nobody, or a bot.</summary>
    public static Person? Of(TeamsActivity activity) =>
        (activity.FromObjectId ?? activity.From) is { } id && !IsBot(activity.From) ? Of(id, activity.FromName) : null;

    public static bool IsBot(string? id) => id?.StartsWith(Bot, StringComparison.Ordinal) == true;

    /// <param name="name">Untrusted text; null when it is not known.</param>
    public static Person Of(string id, string? name) => new(TeamsOptions.Vendor, id, name?.Trim() is { Length: > 0 } told ? told.Length > LongestName ? told[..LongestName] : told : id);
}
