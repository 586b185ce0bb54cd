using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Whether findings may be shown to somebody, and where: what a person looks up they may send where they are, for all to see.</summary>
internal sealed class TeamsSight(AccessPolicy policy)
{
    /// <summary>Null when they may.</summary>
    public string? WhyNot(TeamsAsker asker)
    {
        // a chat is none of the policy's: what is shown there may stay there as long as no channel is closed to us
        if (!(asker.IsInChannel ? policy.MaySpeakIn(asker.Place) : policy.MaySpeakAnywhere)) return "Nothing is shown here: the policy file closes this place, or some other, to people without a role of their own.";
        var may = policy.Decide(asker.Person, Verb.Investigate, asker.Place);
        return may.Allowed ? null : may.Why;
    }

    /// <summary>Whether the person may see what is in the thread.</summary>
    public bool IsSeen(TeamsAsker asker, InvestigationThread thread) => policy.Decide(asker.Person, Verb.Investigate, thread.Channel).Allowed;
}
