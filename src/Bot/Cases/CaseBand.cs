using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Cases;

/// <summary>Puts on a root card where its case stands, and what can be done with the case as it stands. Putting it on again replaces what stood there.</summary>
internal static class CaseBand
{
    public const string ReasonPrompt = "Reason; for a duplicate the other case's number first";

    public const string AssignPrompt = "Who: a name, or a mention";

    private static readonly string[] Verbs = [Verb.Take, Verb.Assign, Verb.Contain, Verb.Snooze, Verb.Close, Verb.Reopen];

    private static readonly CardButton Assign = new("Assign…", new CardAction(Verb.Assign)) { Prompt = AssignPrompt };

    private static readonly CardButton Contained = new("Contained", new CardAction(Verb.Contain));

    private static readonly CardButton Snooze = new("Snooze", new CardAction(Verb.Snooze))
    {
        Choices = [new("1 hour", "1h"), new("4 hours", "4h"), new("Until tomorrow 08:00 UTC", "tomorrow"), new("Until something changes", "change")],
    };

    private static readonly CardButton Wake = new("Wake up", new CardAction(Verb.Snooze, "off"));

    private static readonly CardButton Close = new("Close…", new CardAction(Verb.Close))
    {
        Prompt = ReasonPrompt,
        Choices = [new("True positive", "true-positive"), new("False positive", "false-positive"), new("Benign", "benign"), new("Duplicate of another case", "duplicate")],
    };

    public static Card On(Card root, CaseFamily standing)
    {
        var others = root.Buttons.Where(static button => !Verbs.Contains(button.Action.Verb)).ToList();
        return root with
        {
            Sections = [new CardParagraph(CaseWords.Of(standing)) { IsStanding = true }, .. root.Sections.Where(static section => section is not CardParagraph { IsStanding: true })],
            Buttons = [.. others.Take(1), .. Buttons(standing.Case), .. others.Skip(1)],
        };
    }

    /// <summary>Only such as work: <see cref="CaseRules"/> refuses the others.</summary>
    private static IEnumerable<CardButton> Buttons(Case one)
    {
        if (one.State == CaseState.Closed) return [new("Reopen", new CardAction(Verb.Reopen))];
        return [Take(one), Assign, .. one.State == CaseState.Contained ? Array.Empty<CardButton>() : [Contained], one.Snooze is null ? Snooze : Wake, Close];
    }

    private static CardButton Take(Case one) => one.Assignee is null ? new("I'm on it", new CardAction(Verb.Take)) : new("Take over", new CardAction(Verb.Take, "over"));
}
