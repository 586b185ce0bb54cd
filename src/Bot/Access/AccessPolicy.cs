using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Access;

/// <summary>The one decision function for every channel: decides by the policy file. Without one everybody in the room is admin: it is on loopback, or behind its token; people of other chats are responders.</summary>
internal sealed class AccessPolicy(PolicyOptions options)
{
    public AccessDecision Decide(Person person, string verb, ChannelRef channel)
    {
        var role = RoleOf(person, channel);
        if (!Verb.LeastRole.TryGetValue(verb, out var least)) return new AccessDecision(false, role, $"There is no verb “{verb}”. Try help.");
        return role >= least
            ? new AccessDecision(true, role, null)
            : new AccessDecision(false, role, $"“{verb}” is for {Plural(least)}; {person.Name} is {Singular(role)} in {channel}. Somebody who is {Singular(least)} can do it, or change the policy file.");
    }

    private Role RoleOf(Person person, ChannelRef channel)
    {
        if (options.Policy is not { } policy) return person.Vendor == ChannelRef.WebVendor ? Role.Admin : Role.Responder;
        if (policy.Channels.TryGetValue(channel.ToString(), out var ofChannel) && ofChannel == Role.None) return Role.None;
        if (policy.Users.TryGetValue(person.ToString(), out var ofUser)) return ofUser;
        var ofGroups = person.Groups.Where(policy.Groups.ContainsKey).Select(group => policy.Groups[group]).ToList();
        return ofGroups.Count > 0 ? ofGroups.Max() : RoleOf(channel);
    }

    /// <summary>Whether anything may be said in the channel that nobody with a role of their own asked for.</summary>
    public bool MaySpeakIn(ChannelRef channel) => RoleOf(channel) >= Role.Viewer;

    /// <summary>Whether anything may be said wherever it ends up: no channel is closed to us. For what a chat shows before it tells where.</summary>
    public bool MaySpeakAnywhere => options.Policy is not { } policy || (policy.Default >= Role.Viewer && policy.Channels.Values.All(static role => role >= Role.Viewer));

    /// <summary>Groups of a chat whose members the policy gives a role, as it names them.</summary>
    public IEnumerable<string> GroupsOf(string vendor) => options.Policy?.Groups.Keys.Where(group => group.StartsWith($"{vendor}:", StringComparison.OrdinalIgnoreCase)) ?? [];

    private Role RoleOf(ChannelRef channel) =>
        options.Policy is not { } policy ? Role.Viewer
        : policy.Channels.TryGetValue(channel.ToString(), out var role) ? role : policy.Default;

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
