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
        if (policy.Users.TryGetValue(person.ToString(), out var ofUser)) return ofUser;
        return policy.Channels.TryGetValue(channel.ToString(), out var ofChannel) ? ofChannel : policy.Default;
    }

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
