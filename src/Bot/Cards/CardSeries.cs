using System.Text.Json.Serialization;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>What a chart of hours draws, in figures, for a chat that draws charts itself.</summary>
/// <param name="Panels">From top to bottom.</param>
internal sealed record CardSeries(IReadOnlyList<CardPanel> Panels)
{
    /// <summary>More bars than that are a picture: nobody reads their labels.</summary>
    public const int MostPoints = 72;

    /// <summary>The figures of a chart; null when they are too many.</summary>
    public static CardSeries? Of(HourChart chart)
    {
        var hours = chart.Panels.SelectMany(static panel => panel.Hours).Select(static hour => hour.Hour).ToList();
        var from = TimeWindow.Floor(hours.Append(chart.Scope.Start).Min());
        var to = hours.Select(static hour => hour.AddHours(1)).Append(chart.Scope.End).Max();
        return (to - from).TotalHours * chart.Panels.Count > MostPoints ? null : new CardSeries([.. chart.Panels.Select(panel => Of(panel, chart.UsualWord, from, to))]);
    }

    private static CardPanel Of(HourPanel panel, string usualWord, DateTimeOffset from, DateTimeOffset to)
    {
        var hours = panel.Hours.GroupBy(static hour => TimeWindow.Floor(hour.Hour)).ToDictionary(static hour => hour.Key, static hour => hour.First());
        var marked = panel.Marks.Select(static mark => TimeWindow.Floor(mark.Hour)).ToHashSet();
        var bars = new List<CardBar>();
        for (var at = from; at < to; at = at.AddHours(1)) bars.Add(Of(at, hours.GetValueOrDefault(at)) with { IsMarked = marked.Contains(at) });
        return new CardPanel(panel.Label, panel.Unit, bars) { ValueWord = panel.ValueWord, SecondWord = panel.SecondWord, UsualWord = usualWord };
    }

    private static CardBar Of(DateTimeOffset at, HourBar? hour) => new(at, hour is { Known: true } ? Math.Max(0, hour.Value) : null)
    {
        Second = hour is { Known: true } ? Math.Max(0, hour.Second) : 0,
        Usual = hour?.Usual is { } usual && double.IsFinite(usual) ? Math.Max(0, usual) : null,
    };
}

/// <summary>One row of bars with its own scale.</summary>
/// <param name="Label">What is measured.</param>
/// <param name="Unit">What a value counts.</param>
/// <param name="Bars">One for each hour, in order.</param>
internal sealed record CardPanel(string Label, HourUnit Unit, IReadOnlyList<CardBar> Bars)
{
    /// <summary>What a bar is; null when the label says it.</summary>
    public string? ValueWord { get; init; }

    /// <summary>What stands on top of it; null when nothing does.</summary>
    public string? SecondWord { get; init; }

    /// <summary>What <see cref="CardBar.Usual"/> is.</summary>
    public string UsualWord { get; init; } = "usual";
}

/// <param name="Hour">Its start.</param>
/// <param name="Value">Null where no log covers the hour: silence is never drawn as zero.</param>
internal sealed record CardBar(DateTimeOffset Hour, long? Value)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Second { get; init; }

    /// <summary>What is usual at this hour, value and second together; null where that is not known.</summary>
    public double? Usual { get; init; }

    /// <summary>Whether the hour stands out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMarked { get; init; }
}
