using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>Figures for the rules: a scope with a baseline before it, filled by functions of the hour.</summary>
internal static class SomeFigures
{
    public static readonly DateTimeOffset Day = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly EntityRef Instance = new(EntityKind.Ec2Instance, "i-0c79413d9f0d9941e");
    public static readonly EntityRef Role = new(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333");
    public static readonly EntityRef Address = new(EntityKind.IpAddress, "198.51.100.23");

    public static TimeWindow Hours(int from, int to) => new(Day.AddHours(from), Day.AddHours(to));

    public static EvidenceQuestion Question(EntityRef? entity = null, TimeWindow? scope = null)
    {
        var window = scope ?? Hours(0, 24);
        return new EvidenceQuestion(entity ?? Instance, window, window.End, "111122223333", "us-east-1") { Baseline = Baseline.Before(window, Day) };
    }

    public static Coverage Coverage(CoverageState state = CoverageState.Answered) => new(state, Day.AddDays(1));

    public static Traffic Bytes(long bytes) => new(bytes > 0 ? 1 : 0, bytes / 1000, bytes);

    /// <summary>Flow volume with so many days before the scope; a function that gives null leaves the hour uncovered.</summary>
    public static FlowVolume Volume(int days, Func<DateTimeOffset, long?> inbound, Func<DateTimeOffset, long>? outbound = null, TimeWindow? scope = null)
    {
        var question = Question(scope: scope);
        List<FlowHour> hours = [];
        foreach (var hour in HoursOf(question, days))
        {
            if (inbound(hour) is { } bytes) hours.Add(new FlowHour(hour, new FlowTotals(Bytes(bytes), Bytes(outbound?.Invoke(hour) ?? 0), default, default, default)));
        }

        return FlowVolume.Of(question, new(new FlowFigures(hours, [], [], []), Coverage()));
    }

    public static CallVolume Calls(int days, Func<DateTimeOffset, CallCount?> calls, TimeWindow? scope = null)
    {
        var question = Question(Role, scope);
        List<CallHour> hours = [];
        foreach (var hour in HoursOf(question, days))
        {
            if (calls(hour) is { } count) hours.Add(new CallHour(hour, count));
        }

        return CallVolume.Of(question, new(new CallFigures(hours, []), Coverage()));
    }

    public static DistinctCounts Distinct(int days, Func<DateTimeOffset, DistinctHour> distinct)
    {
        var question = Question();
        return DistinctCounts.Of(question, new(new FlowFigures([], [.. HoursOf(question, days).Select(distinct)], [], []), Coverage()));
    }

    public static IEnumerable<DateTimeOffset> HoursOf(EvidenceQuestion question, int days)
    {
        for (var hour = question.Baseline!.Value.End.AddDays(-days); hour < question.Window.End; hour = hour.AddHours(1)) yield return hour;
    }

    public static CallRow Row(long succeeded, long failed, long before, params string[] values) =>
        new(values, new CallCount(succeeded, failed), new CallCount(before, 0), succeeded + failed > 0 ? Day : null, succeeded + failed > 0 ? Day.AddHours(1) : null);

    public static CallTable Table(IReadOnlyList<CallColumn> columns, params CallRow[] rows) =>
        new(columns, rows, rows.Length, rows.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope));
}
