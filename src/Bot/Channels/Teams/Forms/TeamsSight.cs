using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Whether findings may be shown to somebody, and where: what a person looks up they may send where they are, for all to see.</summary>
internal sealed class TeamsSight(AccessPolicy policy, Readers readers)
{
    /// <summary>Null when they may.</summary>
    /// <param name="subject">What they look at, for the audit log.</param>
    public async ValueTask<string?> WhyNotAsync(TeamsAsker asker, string subject, CancellationToken cancellationToken)
    {
        // a chat is none of the policy's: what is shown there may stay there as long as no channel is closed to us
        if (!(asker.IsInChannel ? policy.MaySpeakIn(asker.Place) : policy.MaySpeakAnywhere)) return "Nothing is shown here: the policy file closes this place, or some other, to people without a role of their own.";
        return (await readers.MayAsync(asker.Person, Verb.Investigate, asker.Place, subject, cancellationToken)).Why;
    }

    /// <summary>Whether the person may see what is in the thread.</summary>
    public bool IsSeen(TeamsAsker asker, InvestigationThread thread) => policy.DecideReading(asker.Person, thread.Channel).Allowed;

    /// <summary>The same of one thread that was asked for: a refusal is written down.</summary>
    public async ValueTask<bool> IsSeenAsync(TeamsAsker asker, InvestigationThread thread, CancellationToken cancellationToken) =>
        (await readers.MayReadAsync(asker.Person, thread.Channel, thread.Id.Value, cancellationToken)).Allowed;
}
