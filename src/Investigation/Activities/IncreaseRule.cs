using System.Globalization;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Which calls are made far more often than before. The average of the whole baseline is the yardstick, whatever the hour of the day: a call of
/// the night is "increased" when only the night is asked about.</summary>
internal static class IncreaseRule
{
    private const double Multiple = 2;
    private const double Rise = 20;
    private const double Threshold = 3.5;

    /// <summary>Calls with increased volume, the highest multiple first.</summary>
    /// <param name="table">Calls of window and baseline.</param>
    /// <param name="baselineHours">Covered hours of the baseline.</param>
    /// <param name="scopeHours">Covered hours of the scope.</param>
    public static IReadOnlyList<IncreasedCalls> Of(CallTable table, int baselineHours, int scopeHours)
    {
        if (baselineHours <= 0 || scopeHours <= 0) return [];
        return
        [
            .. CallTables.Sound(table).Where(static row => row.Baseline.All > 0)
                .Select(row => Judge(row, (double)row.Baseline.All / baselineHours * scopeHours, scopeHours))
                .OfType<IncreasedCalls>()
                .OrderByDescending(static one => one.Times)
                .ThenBy(static one => one.Value, StringComparer.Ordinal),
        ];
    }

    private static IncreasedCalls? Judge(CallRow row, double expected, int hours)
    {
        var calls = row.Scope.All;
        var score = 2 * (Math.Sqrt(calls) - Math.Sqrt(expected));
        if (calls < Multiple * expected || calls - expected < Rise || score < Threshold) return null;
        var name = string.Join(' ', row.Values);
        var times = SpikeWords.Times(calls / expected);
        var sentence = $"{BoundedText.Of(name)} {Amount.Of(calls, "call")}, {times} the usual {Expected(expected)} for {Amount.Of(hours, "hour")}.";
        return new IncreasedCalls(name, row.Scope, calls * 24d / hours, expected * 24 / hours, score, sentence);
    }

    private static string Expected(double expected) => expected.ToString(expected < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
}
