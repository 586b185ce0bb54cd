using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>"Set time interval" from a named spike.</summary>
internal static class SpikeButtons
{
    public const int Most = 3;

    /// <summary>One button for each hour of the highest spikes, at most <see cref="Most"/>.</summary>
    public static IEnumerable<CardButton> Of(IEnumerable<Spike> spikes, TimeWindow scope) => Hours(spikes, scope)
        .Take(Most)
        .Select(hour => new CardButton($"Set interval {Words(hour, scope)}", new CardAction(Verb.Interval, hour.ToString())));

    /// <summary>Hours of the spikes, the highest first. The scope's only hour is set already.</summary>
    public static IEnumerable<TimeWindow> Hours(IEnumerable<Spike> spikes, TimeWindow scope) => spikes.Select(static spike => spike.Window).Distinct().Where(hour => hour != scope);

    public static string Words(TimeWindow hour, TimeWindow scope)
    {
        var day = scope.Duration > TimeSpan.FromDays(1) ? hour.Start.UtcDateTime.ToString("d MMM ", CultureInfo.InvariantCulture) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{day}{hour.Start.UtcDateTime:HH:mm} – {hour.End.UtcDateTime:HH:mm}");
    }
}
