using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>New and increased calls. A value is new when it has no call in a baseline of at least <see cref="Baseline.TrainingDays"/> covered days.</summary>
internal static class NewCalls
{
    private static readonly (NewDimension Dimension, CallColumn[] Columns)[] Api =
    [
        (NewDimension.Call, [CallColumn.Service, CallColumn.Call]),
        (NewDimension.Address, [CallColumn.Address]),
        (NewDimension.Region, [CallColumn.Region]),
        (NewDimension.UserAgent, [CallColumn.UserAgent]),
    ];

    private static readonly (NewDimension Dimension, CallColumn[] Columns)[] Kubernetes =
    [
        (NewDimension.Call, [CallColumn.Call]),
        (NewDimension.Address, [CallColumn.Address]),
        (NewDimension.UserAgent, [CallColumn.UserAgent]),
        (NewDimension.Namespace, [CallColumn.Place]),
    ];

    public static CallAsk Ask(EvidenceKind source) =>
        new() { Hours = true, Groupings = [.. Dimensions(source).Select(static one => new CallGrouping(one.Columns))] };

    public static NewBehavior Of(
        ActivityPass pass, EvidenceAnswer<CallFigures> answer, CallFigures? others, Func<string, (string? Network, string? Country)>? place)
    {
        var frame = new HourFrame(pass.Question, answer.Coverage);
        var hours = frame.Sort((answer.Value?.Hours ?? []).Select(static hour => (hour.Hour, hour.Count)), static (a, b) => a + b);
        var baselineHours = answer.Value?.Hours.Count > 0 ? hours.Before.Count : frame.BaselineHours();
        var entity = pass.Question.Entity;
        var behavior = new NewBehavior(entity, pass.Source, pass.Question.Window, baselineHours / 24, [], [], default, 0) { State = answer.Coverage.State };
        List<(NewDimension Dimension, CallTable Table)> tables = [];
        foreach (var (dimension, columns) in Dimensions(pass.Source))
        {
            if (CallTables.Find(answer.Value, columns) is { } table) tables.Add((dimension, table));
        }

        if (tables.Count == 0) return behavior;
        behavior = behavior with
        {
            Total = tables[0].Table.Total,
            Unseen = tables.Sum(static one => CallTables.Cut(one.Table)),
            SeenBefore = hours.Before.Count > 0 ? hours.Before.Any(static hour => hour.Value.All > 0) : null,
        };
        if (behavior.InTraining) return behavior;
        var known = frame.Hours.Count(hour => hours.TryGet(hour, out _));
        return behavior with
        {
            New =
            [
                .. tables.SelectMany(one => New(one.Dimension, one.Table, entity, CallTables.Find(others, [.. one.Table.Columns]), place))
                    .OrderBy(static one => one.Dimension),
            ],
            Increased = tables[0].Dimension == NewDimension.Call ? IncreaseRule.Of(tables[0].Table, baselineHours, known) : [],
        };
    }

    private static (NewDimension Dimension, CallColumn[] Columns)[] Dimensions(EvidenceKind source) =>
        source == EvidenceKind.KubernetesAudit ? Kubernetes : Api;

    private static IEnumerable<NewlyObserved> New(
        NewDimension dimension, CallTable table, EntityRef entity, CallTable? others, Func<string, (string? Network, string? Country)>? place)
    {
        // of an address its own address, and of a user agent its own text, say nothing
        var rows = CallTables.Sound(table).Where(row => row.Values[0] != entity.Id && row.Values[^1] != "-").ToList();
        var fresh = rows.Where(static row => row.Scope.All > 0 && row.Baseline.All == 0).ToList();
        var services = fresh.GroupBy(Weight, static row => row.Scope.All).ToDictionary(static group => group.Key, static group => group.Sum());
        var common = CommonRows(others);
        foreach (var row in fresh
            .OrderBy(static row => row.Scope.Failed > row.Scope.Succeeded ? 0 : 1)
            .ThenByDescending(row => services[Weight(row)])
            .ThenByDescending(static row => row.Scope.All)
            .ThenBy(Key, StringComparer.Ordinal))
        {
            var (network, country) = dimension == NewDimension.Address && place is not null ? place(row.Values[0]) : default;
            yield return new NewlyObserved(dimension, Name(row), row.Scope, default, row.First, row.Last, IsCommon(row, others, common))
            {
                Network = network,
                Country = country,
            };
        }

        // a cut table does not hold all addresses of the baseline, so none of its networks can be called new
        if (dimension != NewDimension.Address || place is null || CallTables.Cut(table) > 0) yield break;
        var placed = rows.ConvertAll(row => (Row: row, Place: place(row.Values[0])));
        foreach (var one in Places(NewDimension.Network, placed.Select(static one => (one.Row, one.Place.Network)))) yield return one;
        foreach (var one in Places(NewDimension.Country, placed.Select(static one => (one.Row, one.Place.Country)))) yield return one;
    }

    /// <summary>Networks or countries none of whose addresses called in the baseline.</summary>
    private static IEnumerable<NewlyObserved> Places(NewDimension dimension, IEnumerable<(CallRow Row, string? Place)> rows) => rows
        .Where(static one => !string.IsNullOrEmpty(one.Place))
        .GroupBy(static one => one.Place!, static one => one.Row, StringComparer.Ordinal)
        .Where(static group => group.All(static row => row.Baseline.All == 0) && group.Any(static row => row.Scope.All > 0))
        .Select(group => new NewlyObserved(
            dimension,
            group.Key,
            group.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope),
            default,
            group.Min(static row => row.First),
            group.Max(static row => row.Last),
            null))
        .OrderByDescending(static one => one.Calls.All).ThenBy(static one => one.Value, StringComparer.Ordinal);

    private static Dictionary<string, CallRow> CommonRows(CallTable? others)
    {
        var rows = new Dictionary<string, CallRow>(StringComparer.Ordinal);
        foreach (var row in others is null ? [] : CallTables.Sound(others)) rows.TryAdd(Key(row), row);
        return rows;
    }

    /// <summary>The account's figures hold the entity's own; what is more than those came from others.</summary>
    private static bool? IsCommon(CallRow own, CallTable? others, Dictionary<string, CallRow> rows)
    {
        if (others is null) return null;
        if (!rows.TryGetValue(Key(own), out var all)) return CallTables.Cut(others) > 0 ? null : false;
        return all.Baseline.All > 0 || all.Scope.All > own.Scope.All;
    }

    /// <summary>Calls of one service belong together; other values stand alone.</summary>
    private static (string Service, bool Fails) Weight(CallRow row) =>
        (row.Values.Count > 1 ? row.Values[0] : Key(row), row.Scope.Failed > row.Scope.Succeeded);

    private static string Key(CallRow row) => string.Join('\u001f', row.Values);

    private static string Name(CallRow row) => string.Join(' ', row.Values);
}
