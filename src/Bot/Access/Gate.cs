using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Access;

/// <summary>Asks the policy and writes down what it said, allowed or not, inside the transaction of what follows.</summary>
internal sealed class Gate(AccessPolicy policy, IAuditLog audit, IPersonDirectory people, TimeProvider time)
{
    public async ValueTask<AccessDecision> CheckAsync(IWork work, Person person, string verb, ChannelRef channel, string? subject, string argument)
    {
        var decision = policy.Decide(person, verb, channel);
        await RecordAsync(work, person, verb, channel, subject, argument, decision);
        return decision;
    }

    /// <summary>Real time, by which everything asked is written down.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What the policy says, not written down.</summary>
    public AccessDecision Ask(Person person, string verb, ChannelRef channel) => policy.Decide(person, verb, channel);

    /// <summary>Writes down a decision that was made with more than the policy, such as who wrote a note.</summary>
    public async ValueTask RecordAsync(IWork work, Person person, string verb, ChannelRef channel, string? subject, string argument, AccessDecision decision)
    {
        await audit.AppendAsync(work, new AuditEntry(Now, person.ToString(), verb, channel.ToString(), subject, argument, decision.Allowed, decision.Why) { Name = person.Name });
        await people.HeardAsync(work, person);
    }
}
