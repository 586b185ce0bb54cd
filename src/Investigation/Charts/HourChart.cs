using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>Figures per hour, in one or more panels drawn one below the other on one time axis. Hours run from the earliest to the latest hour of any panel, and always over the whole scope.</summary>
public sealed record HourChart
{
    /// <summary>How many panels fit into a picture that a chat takes.</summary>
    public const int MostPanels = 4;

    /// <summary>Makes a chart.</summary>
    /// <exception cref="ArgumentException">There is no panel, or there are more than <see cref="MostPanels"/>.</exception>
    public HourChart(string title, string sentence, TimeWindow scope, IReadOnlyList<HourPanel> panels)
    {
        if (panels.Count is 0 or > MostPanels) throw new ArgumentException($"A chart has 1 to {MostPanels} panels; got {panels.Count}.", nameof(panels));
        (Title, Sentence, Scope, Panels) = (title, sentence, scope, panels);
    }

    /// <summary>What is shown, such as "Flow volume of i-0a1b"; holds untrusted text; cut where it does not fit.</summary>
    public string Title { get; }

    /// <summary>The whole chart in one sentence with its figures; holds untrusted text.</summary>
    public string Sentence { get; }

    /// <summary>The window asked about, drawn as a dashed box.</summary>
    public TimeWindow Scope { get; }

    /// <summary>From top to bottom; 1 to <see cref="MostPanels"/>.</summary>
    public IReadOnlyList<HourPanel> Panels { get; }

    /// <summary>What the dashed line is, for the legend, such as "usual (mean of 45 days)".</summary>
    public string UsualWord { get; init; } = "usual";

    /// <summary>What a marked hour is, for the legend.</summary>
    public string MarkWord { get; init; } = "spike";
}

/// <summary>One row of bars with its own scale.</summary>
/// <param name="Label">What is measured, such as "Inbound", "Calls" or "Distinct addresses".</param>
/// <param name="Unit">What a value counts.</param>
/// <param name="Hours">At most one per hour, in any order. An hour left out inside the chart is drawn as <see cref="HourBar.Known"/> false: silence is never drawn as zero.</param>
public sealed record HourPanel(string Label, HourUnit Unit, IReadOnlyList<HourBar> Hours)
{
    /// <summary>What <see cref="HourBar.Value"/> is, for the legend, such as "successful"; null when the label says it.</summary>
    public string? ValueWord { get; init; }

    /// <summary>What <see cref="HourBar.Second"/> is, for the legend, such as "failed"; null when the panel stacks nothing.</summary>
    public string? SecondWord { get; init; }

    /// <summary>Spikes and the like: named above their bar, as many as there is room for; the others keep their mark. A mark on an hour outside of the chart is left out.</summary>
    public IReadOnlyList<HourMark> Marks { get; init; } = [];
}

/// <summary>One hour.</summary>
/// <param name="Hour">Start of the hour, rounded down when it is not one.</param>
/// <param name="Value">At the foot of the bar; below 0 is drawn as 0.</param>
/// <param name="Second">Stacked on top of <paramref name="Value"/> and marked differently, such as failed calls; 0 when there is none.</param>
/// <param name="Known">False when no log object covers the hour: a gap is drawn, whatever the values say.</param>
/// <param name="Usual">The baseline at this hour, of value and second together, in the same unit; null when there is none.</param>
public sealed record HourBar(DateTimeOffset Hour, long Value, long Second = 0, bool Known = true, double? Usual = null);

/// <summary>A named hour.</summary>
/// <param name="Hour">Any instant of the hour.</param>
/// <param name="Label">A few words, such as "02:00 255 MB"; may hold untrusted text; cut where it does not fit.</param>
public sealed record HourMark(DateTimeOffset Hour, string Label);

/// <summary>What values count.</summary>
public enum HourUnit
{
    /// <summary>Bytes, written in powers of 1,000: 1 MB is 1,000,000 bytes.</summary>
    Bytes,

    /// <summary>Calls, addresses, ports and other things that are counted.</summary>
    Count,
}
