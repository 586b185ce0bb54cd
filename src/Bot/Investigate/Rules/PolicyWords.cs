using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate.Rules;

/// <summary>The policy in words. Pure.</summary>
internal static class PolicyWords
{
    /// <summary>Of one list, so that all lists fit into what a chat shows.</summary>
    private const int LongestList = 450;

    /// <summary>For whoever asks: themselves, then everybody.</summary>
    public static string Whole(AccessPolicy policy, Person person, ChannelRef channel)
    {
        var words = new StringBuilder();
        var standing = policy.StandingOf(person, channel);
        words.AppendLine($"You are {Word(standing.Role)} in {channel}: {standing.Because}.");
        words.AppendLine(policy.Path is { } path ? $"The policy file is {VisibleText.Of(path)}; it was read when the host started." : "There is no policy file (Policy:File): everybody in the room is admin, people of other chats are responders.");
        if (policy.Policy is { } file)
        {
            words.AppendLine($"Everybody not named: {Word(file.Default)}");
            words.AppendLine($"Users: {Listed(file.Users.Select(static user => $"{user.Key} {Word(user.Value)}"))}");
            words.AppendLine($"Groups: {Listed(file.Groups.Select(static group => $"{group.Key} {Word(group.Value)}"))}");
            words.AppendLine($"Channels: {Listed(file.Channels.Select(static channel => Rule(channel.Key, channel.Value)))}");
            words.AppendLine($"Verbs that differ from what is built in: {Listed(file.Verbs.Select(static verb => $"{verb.Key} {Word(verb.Value)}"))}");
        }

        foreach (var role in new[] { Role.Viewer, Role.Responder, Role.Admin })
            words.AppendLine($"{(role == Role.Viewer ? "A viewer" : $"{char.ToUpperInvariant(Word(role)[0])}{Word(role)[1..]}, beside that")}, may here: {Listed(Verbs(policy, channel, least => least == role))}");
        return words.Append("policy @ana tells it for one person in this channel.").ToString();
    }

    /// <param name="areGroupsKnown">Whether the groups the person is in were asked for.</param>
    public static string Of(AccessPolicy policy, Person person, ChannelRef channel, bool areGroupsKnown)
    {
        var standing = policy.StandingOf(person, channel);
        var words = new StringBuilder();
        words.AppendLine($"{WhoIsMeant.Called(person)} is {(standing.Role == Role.None ? "without a role" : Word(standing.Role))} in {channel}: {standing.Because}.");
        if (standing.DependsOnGroups && !areGroupsKnown) words.AppendLine("Groups were not counted: they are known of whoever is mentioned with @.");
        words.AppendLine($"May: {Listed(Verbs(policy, channel, least => least <= standing.Role))}");
        words.Append($"May not: {Listed(Verbs(policy, channel, least => least > standing.Role, isRoleSaid: true))}");
        return words.ToString();
    }

    private static IEnumerable<string> Verbs(AccessPolicy policy, ChannelRef channel, Func<Role, bool> like, bool isRoleSaid = false) =>
        from verb in Verb.LeastRole.Keys
        let least = policy.LeastRole(verb, channel)!.Value
        where like(least)
        select isRoleSaid ? $"{verb} ({Word(least)})" : verb;

    private static string Rule(string channel, ChannelRule rule)
    {
        var verbs = string.Join(", ", rule.Verbs.Select(static verb => $"{verb.Key} {Word(verb.Value)}"));
        return $"{channel}{(rule.Role is { } role ? $" {Word(role)}" : "")}{(verbs.Length > 0 ? $" ({verbs})" : "")}";
    }

    private static string Listed(IEnumerable<string> all)
    {
        var (list, shown, total) = (new StringBuilder(), 0, 0);
        foreach (var one in all)
        {
            total++;
            if (shown < total - 1 || list.Length + one.Length > LongestList) continue;
            list.Append(shown++ == 0 ? "" : ", ").Append(VisibleText.Of(one));
        }

        return total == 0 ? "none" : shown == total ? list.ToString() : $"{list} and {total - shown} more";
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
