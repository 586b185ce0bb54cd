using ChatOps.Investigation.Activities;

namespace ChatOps.Bot.Cards;

/// <summary>What an answer was compared with.</summary>
internal static class BaselineWords
{
    public static string Of(Baseline baseline) => baseline.CoveredHours == 0
        ? "There is nothing before this window to compare with."
        : $"Compared with {CardPhrases.Count(baseline.DaysCovered, "day", "days")} held of the {Baseline.Days} before the window.";
}
