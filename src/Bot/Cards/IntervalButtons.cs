using ChatOps.Bot.Access;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>Buttons that change the thread's interval, on cards that keep to a window. Each starts from the window its card shows, whatever is in force when it is pressed.</summary>
internal static class IntervalButtons
{
    /// <summary>Hours in the menu.</summary>
    public const int MostHours = 12;

    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>As far back as answers from logs compare.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>Those that would change anything.</summary>
    public static IEnumerable<CardButton> Of(ScopeTime scope)
    {
        if (scope.Window.Duration > Shortest) yield return new CardButton("Narrow", new CardAction(Verb.Interval, $"narrow {scope.Window}"));
        if (scope.Window.Duration < Longest) yield return new CardButton("Widen", new CardAction(Verb.Interval, $"widen {scope.Window}"));
        if (scope.Origin == ScopeOrigin.SetByAnalyst) yield return new CardButton("Reset", new CardAction(Verb.Interval, "reset"));
    }

    /// <summary>A menu of the hours with most of what a chart shows, most first; nothing where there is no choice.</summary>
    /// <param name="hours">Start of each hour, how much it holds, and the same in our own words.</param>
    public static IEnumerable<CardButton> OfHours(IEnumerable<(DateTimeOffset Hour, long Held, string Words)> hours, TimeWindow scope)
    {
        List<CardChoice> choices =
        [
            .. hours.Where(static hour => hour.Held > 0).OrderByDescending(static hour => hour.Held).ThenBy(static hour => hour.Hour).Take(MostHours)
                .Select(hour => (Window: new TimeWindow(hour.Hour, hour.Hour.AddHours(1)), hour.Words))
                .Select(hour => new CardChoice($"{SpikeButtons.Words(hour.Window, scope)} · {hour.Words}", hour.Window.ToString())),
        ];
        if (choices.Count > 1) yield return new CardButton("Set interval to…", new CardAction(Verb.Interval)) { Choices = choices };
    }
}
