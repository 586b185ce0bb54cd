using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Access;

/// <summary>The one decision function for every channel.</summary>
internal interface IAccessPolicy
{
    AccessDecision Decide(Person person, string verb, ChannelRef channel);
}

/// <param name="Why">When refused: what was refused, and who may; shown to the person.</param>
internal sealed record AccessDecision(bool Allowed, Role Role, string? Why);
