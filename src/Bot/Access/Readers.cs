using System.Collections.Concurrent;
using System.Globalization;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Access;

/// <summary>Whether somebody may read, in any chat. What is refused is written down like any other refusal, but not more often than once a minute for a person and a subject, and not more than so many a minute in all: a page that loads itself again cannot fill the log.</summary>
internal sealed class Readers(Gate gate, AccessPolicy policy, IUnitOfWork unit)
{
    /// <summary>The word for reading in the audit log. Nobody types it.</summary>
    public const string Reading = "read";

    private const int MostAMinute = 300;
    private static readonly TimeSpan Once = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Person, string Subject), DateTimeOffset> told = new();
    private long untold;

    public ValueTask<AccessDecision> MayReadAsync(Person person, ChannelRef channel, string subject, CancellationToken cancellationToken) =>
        ToldAsync(person, Reading, channel, subject, policy.DecideReading(person, channel), cancellationToken);

    /// <summary>What stands in no channel.</summary>
    public ValueTask<AccessDecision> MayReadAnywhereAsync(Person person, string subject, CancellationToken cancellationToken) =>
        ToldAsync(person, Reading, ChannelRef.Web(""), subject, policy.DecideReadingAnywhere(person), cancellationToken);

    /// <summary>Of what only a verb shows; that it was allowed is not written down.</summary>
    public ValueTask<AccessDecision> MayAsync(Person person, string verb, ChannelRef channel, string subject, CancellationToken cancellationToken) =>
        ToldAsync(person, verb, channel, subject, policy.Decide(person, verb, channel), cancellationToken);

    private async ValueTask<AccessDecision> ToldAsync(Person person, string verb, ChannelRef channel, string subject, AccessDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Allowed || !IsToBeTold(person, subject)) return decision;
        var more = Interlocked.Exchange(ref untold, 0);
        var argument = more == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"and {more:N0} more refused readings that were not written down");
        await unit.WriteAsync(
            async work =>
            {
                await gate.RecordAsync(work, person, verb, channel, subject, argument, decision);
                return true;
            },
            cancellationToken);
        return decision;
    }

    private bool IsToBeTold(Person person, string subject)
    {
        var (key, now) = ((person.ToString(), subject), gate.Now);
        if (told.TryGetValue(key, out var before) && now - before < Once) return false;
        if (told.Count >= MostAMinute)
        {
            foreach (var (old, at) in told)
                if (now - at >= Once) told.TryRemove(old, out _);
        }

        if (told.Count < MostAMinute)
        {
            told[key] = now;
            return true;
        }

        Interlocked.Increment(ref untold);
        return false;
    }
}
