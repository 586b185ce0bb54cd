using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Access;

/// <summary>The one decision function for every channel: decides by the policy file. Without one everybody in the room is admin: it is on loopback, or behind its token; people of other chats are responders.</summary>
internal sealed class AccessPolicy(PolicyOptions options)
{
    /// <summary>Null when there is no file.</summary>
    public PolicyFile? Policy => options.Policy;

    /// <summary>Where the file lies; null without one.</summary>
    public string? Path => options.Path;

    public AccessDecision Decide(Person person, string verb, ChannelRef channel)
    {
        var role = StandingOf(person, channel).Role;
        if (LeastRole(verb, channel) is not { } least) return new AccessDecision(false, role, $"There is no verb “{verb}”. Try help.");
        return role >= least
            ? new AccessDecision(true, role, null)
            : new AccessDecision(false, role, $"“{verb}” is for {Plural(least)}; {Called(person)} is {Singular(role)} in {channel}. Somebody who is {Singular(least)} can do it, or change the policy file.");
    }

    /// <summary>Whether somebody may read what is in the channel.</summary>
    public AccessDecision DecideReading(Person person, ChannelRef channel)
    {
        var role = StandingOf(person, channel).Role;
        return role >= Role.Viewer ? new AccessDecision(true, role, null) : CannotRead(person, role, $"{channel}");
    }

    /// <summary>Whether somebody may read what is in no channel, such as a finding without a thread: whoever may read in one.</summary>
    public AccessDecision DecideReadingAnywhere(Person person)
    {
        var role = StandingOf(person, ChannelRef.Web("")).Role;
        var isNamed = options.Policy is { } named && (named.Users.ContainsKey(person.ToString()) || person.Groups.Any(named.Groups.ContainsKey));
        var may = role >= Role.Viewer || (!isNamed && options.Policy is { } policy && policy.Channels.Values.Any(static rule => rule.Role >= Role.Viewer));
        return may ? new AccessDecision(true, role, null) : CannotRead(person, role, "here");
    }

    /// <summary>The role somebody has in a channel. A channel that is for nobody is so for those named too.</summary>
    public Standing StandingOf(Person person, ChannelRef channel)
    {
        if (options.Policy is not { } policy)
            return person.Vendor == ChannelRef.WebVendor ? new Standing(Role.Admin, "there is no policy file, and everybody in the room is") : new Standing(Role.Responder, "there is no policy file, and people of other chats than the room are");
        var rule = policy.RuleOf(channel.ToString());
        if (rule?.Role == Role.None) return new Standing(Role.None, $"channel {channel} is for nobody");
        if (policy.Users.TryGetValue(person.ToString(), out var ofUser)) return new Standing(ofUser, $"user {person} says so");
        var ofGroups = person.Groups.Where(policy.Groups.ContainsKey).Select(group => (Group: group, Role: policy.Groups[group])).ToList();
        var depends = GroupsOf(person.Vendor).Any();
        if (ofGroups.Count > 0) return new Standing(ofGroups.Max(static group => group.Role), $"group {ofGroups.MaxBy(static group => group.Role).Group} says so") { DependsOnGroups = depends };
        return new Standing(rule?.Role ?? policy.Default, rule?.Role is null ? "the default says so" : $"channel {channel} says so") { DependsOnGroups = depends };
    }

    /// <summary>The least role for a verb in a channel: what the channel says, else the file, else as built in. Null for what is no verb.</summary>
    public Role? LeastRole(string verb, ChannelRef channel)
    {
        if (!Verb.LeastRole.TryGetValue(verb, out var least)) return null;
        if (options.Policy is not { } policy) return least;
        if (policy.RuleOf(channel.ToString()) is { } rule && rule.Verbs.TryGetValue(verb, out var here)) return here;
        return policy.Verbs.TryGetValue(verb, out var everywhere) ? everywhere : least;
    }

    /// <summary>Whether the channel is for nobody, whoever they are: what was said there stays there.</summary>
    public bool IsClosed(ChannelRef channel) => options.Policy?.RuleOf(channel.ToString())?.Role == Role.None;

    /// <summary>Whether anything may be said in the channel that nobody with a role of their own asked for.</summary>
    public bool MaySpeakIn(ChannelRef channel) => RoleOf(channel) >= Role.Viewer;

    /// <summary>Whether anything may be said wherever it ends up: no channel is closed to us. For what a chat shows before it tells where.</summary>
    public bool MaySpeakAnywhere => options.Policy is not { } policy || (policy.Default >= Role.Viewer && policy.Channels.Values.All(static rule => rule.Role is null or >= Role.Viewer));

    /// <summary>Groups of a chat whose members the policy gives a role, as it names them.</summary>
    public IEnumerable<string> GroupsOf(string vendor) => options.Policy?.Groups.Keys.Where(group => group.StartsWith($"{vendor}:", StringComparison.OrdinalIgnoreCase)) ?? [];

    private Role RoleOf(ChannelRef channel) => options.Policy is not { } policy ? Role.Viewer : policy.RuleOf(channel.ToString())?.Role ?? policy.Default;

    private static AccessDecision CannotRead(Person person, Role role, string where) =>
        new(false, role, $"Reading {where} is for {Plural(Role.Viewer)}; {Called(person)} is {Singular(role)}. An admin can change the policy file.");

    private static string Called(Person person) => person.Name.Length > 0 ? person.Name : "somebody who gives no name";

    private static string Plural(Role role) => role switch
    {
        Role.Viewer => "viewers, responders and admins",
        Role.Responder => "responders and admins",
        _ => "admins",
    };

    private static string Singular(Role role) => role switch
    {
        Role.None => "without a role",
        Role.Viewer => "viewer",
        Role.Responder => "responder",
        _ => "admin",
    };
}
