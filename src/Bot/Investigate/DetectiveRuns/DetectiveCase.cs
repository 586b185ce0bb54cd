using ChatOps.Bot.Cards;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>What Detective is to investigate.</summary>
/// <param name="Source">Who is asked.</param>
/// <param name="About">The role or user.</param>
/// <param name="Account">Its account.</param>
/// <param name="Ask">Its ARN and the scope as it can be asked.</param>
/// <param name="Frame">What the cards say of it.</param>
internal sealed record DetectiveCase(IDetectiveEvidence Source, FoundEntity About, string Account, string Region, DetectiveAsk Ask, DetectiveFrame Frame)
{
    public RunKey Key => new(Region, Ask.EntityArn, Ask.Scope, About.IsSampleDay);
}
