namespace ChatOps.Bot.Cards;

/// <summary>That an answer is being worked on; the answer takes its place.</summary>
internal static class ProgressCard
{
    public static Card Of(CardText what) => new(CardKind.Progress, what);
}
