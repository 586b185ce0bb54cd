using System.Globalization;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>New ports and addresses. Ports from <see cref="FirstEphemeral"/> on are not called new: clients pick them at random, so that one was not seen
/// before says nothing.</summary>
internal static class NewFlows
{
    /// <summary>Where Linux begins to pick the ports of clients (net.ipv4.ip_local_port_range); IANA begins at 49,152.</summary>
    private const int FirstEphemeral = 32768;
    private const int Top = 1000;

    private static readonly (NewDimension Dimension, FlowColumn Column)[] Dimensions =
    [
        (NewDimension.LocalPort, FlowColumn.LocalPort),
        (NewDimension.RemotePort, FlowColumn.RemotePort),
        (NewDimension.RemoteAddress, FlowColumn.RemoteAddress),
    ];

    public static FlowAsk Ask { get; } = new()
    {
        Hours = true,
        Groupings = [.. Dimensions.Select(static one => new FlowGrouping([one.Column], Top) { OnlyNew = true })],
    };

    public static NewBehavior Of(ActivityPass pass, EvidenceAnswer<FlowFigures> answer, Func<string, (string? Network, string? Country)>? place)
    {
        var frame = new HourFrame(pass.Question, answer.Coverage);
        var hours = frame.Sort((answer.Value?.Hours ?? []).Select(static hour => (hour.Hour, hour.Totals)), static (a, b) => a + b);
        var baselineHours = answer.Value?.Hours.Count > 0 ? hours.Before.Count : frame.BaselineHours();
        var entity = pass.Question.Entity;
        var behavior = new NewBehavior(entity, pass.Source, pass.Question.Window, baselineHours / 24, [], [], default, 0)
        {
            State = answer.Coverage.State,
            SeenBefore = hours.Before.Count > 0 ? hours.Before.Any(static hour => hour.Value.Records > 0) : null,
        };
        if (behavior.InTraining) return behavior;
        List<NewlyObserved> found = [];
        foreach (var (dimension, column) in Dimensions)
        {
            if (FlowTables.Find(answer.Value, column) is not { } table) continue;
            found.AddRange(New(dimension, table, entity, place));
            behavior = behavior with { Unseen = behavior.Unseen + Math.Max(0, table.RowCount - table.Rows.Count) };
        }

        return behavior with { New = found };
    }

    /// <summary>Accepted traffic before what was only rejected; most bytes first.</summary>
    private static IEnumerable<NewlyObserved> New(
        NewDimension dimension, FlowTable table, EntityRef entity, Func<string, (string? Network, string? Country)>? place) => table.Rows
        .Where(row => row is { Values.Count: 1, Scope.Records: > 0, Baseline.Records: 0 } && row.Values[0] != "-" && row.Values[0] != entity.Id)
        .Where(row => dimension == NewDimension.RemoteAddress || !IsEphemeral(row.Values[0]))
        .OrderByDescending(static row => (double)row.Scope.In.Bytes + row.Scope.Out.Bytes)
        .ThenByDescending(static row => row.Scope.Records)
        .ThenBy(static row => row.Values[0], StringComparer.Ordinal)
        .Select(row =>
        {
            var (network, country) = dimension == NewDimension.RemoteAddress && place is not null ? place(row.Values[0]) : default;
            return new NewlyObserved(dimension, row.Values[0], default, row.Scope, row.First, row.Last, null) { Network = network, Country = country };
        });

    private static bool IsEphemeral(string port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= FirstEphemeral;
}
