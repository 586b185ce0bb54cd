using ChatOps.Bot.Access;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>Where GuardDuty can be told something: a card shows only buttons that work.</summary>
/// <param name="Regions">Regions in which GuardDuty is asked.</param>
internal sealed record DeedOffer(IReadOnlyCollection<string> Regions)
{
    public static DeedOffer Nothing { get; } = new([]);

    public const string FeedbackPrompt = "useful or not-useful, and a comment if you like";

    public IEnumerable<CardButton> Buttons(Finding finding)
    {
        if (!Regions.Contains(finding.Id.Region)) yield break;
        yield return new CardButton("Feedback", new CardAction(Verb.Feedback)) { Prompt = FeedbackPrompt };
        yield return finding.Archived ? new("Unarchive", new CardAction(Verb.Unarchive)) : new("Archive", new CardAction(Verb.Archive));
    }
}
