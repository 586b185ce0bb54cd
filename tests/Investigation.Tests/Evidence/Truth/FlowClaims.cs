using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Timing;
using ChatOps.LogWorld.Flows;

namespace ChatOps.Investigation.Evidence.Truth;

/// <summary>What the engine claims of a flow world, in the words of its truth.</summary>
internal sealed class FlowClaims(LogCatalog catalog, FlowTruth truth)
{
    private readonly FlowLogSource source = new(catalog, TimeProvider.System);
    private static readonly FlowGrouping Talkers = new([FlowColumn.RemoteAddress], int.MaxValue);

    /// <summary>All hours of the victim, figures and distinct counts; hours without records left out, as in the truth.</summary>
    public async Task<List<VictimHour>> HoursAsync(EntityKind kind, string id, bool withTable)
    {
        // late rows lie up to an hour before the first day
        var window = new TimeWindow(truth.Start.AddHours(-1), truth.End);
        var figures = await AskAsync(kind, id, window, new FlowAsk { Hours = true, Distinct = true, Groupings = withTable ? [Talkers] : [] });
        var hours = figures.Hours.Zip(figures.Distinct, static (hour, distinct) => (hour, distinct)).ToList();
        hours.ShouldAllBe(static one => one.hour.Hour == one.distinct.Hour);
        return [.. hours.Select(static one => Hour(one.hour, one.distinct)).Where(static hour => hour.Records > 0)];
    }

    public async Task<AddressSpan> SpanAsync(TimeWindow window)
    {
        var question = Question(EntityKind.IpAddress, truth.Attacker, window);
        var observed = (await source.ObserveAsync(question, default)).Value;
        if (observed is null) return new AddressSpan(null, null, 0, 0, 0, 0, []);
        var figures = await AskAsync(EntityKind.IpAddress, truth.Attacker, window, new FlowAsk { Hours = true });
        var totals = figures.Hours.Aggregate(default(FlowTotals), static (sum, hour) => sum + hour.Totals);
        return new AddressSpan(observed.First, observed.Last, observed.Count, (long)observed.ActiveTime!.Value.TotalSeconds, totals.Out.Bytes, totals.In.Bytes, figures.Interfaces);
    }

    /// <summary>The engine ranks by all bytes, rejected ones included; the truth by accepted ones. Both orders are looked at.</summary>
    public async Task<TopTalkers> TalkersAsync(TimeWindow window, int count)
    {
        var table = (await AskAsync(EntityKind.NetworkInterface, truth.Victim.Interface, window, new FlowAsk { Groupings = [Talkers] })).Tables[0];
        var some = (await AskAsync(EntityKind.NetworkInterface, truth.Victim.Interface, window, new FlowAsk { Groupings = [Talkers with { Top = count }] })).Tables[0];
        table.RowCount.ShouldBe(table.Rows.Count);
        some.RowCount.ShouldBe(table.RowCount);
        some.Total.ShouldBe(table.Total);
        some.Rows.Select(static row => (row.Values[0], row.Scope)).ShouldBe(table.Rows.OrderByDescending(static row => row.Scope.Bytes).ThenBy(static row => row.Values[0], StringComparer.Ordinal).Take(count).Select(static row => (row.Values[0], row.Scope)));
        var ranking = table.Rows.Select(static row => new Talker(row.Values[0], row.Scope.In.Bytes, row.Scope.Out.Bytes, row.Scope.Records))
            .OrderByDescending(static one => one.BytesIn + one.BytesOut).ThenBy(static one => one.Address, StringComparer.Ordinal);
        return new TopTalkers((int)table.RowCount, [.. ranking.Take(count)]);
    }

    private async Task<FlowFigures> AskAsync(EntityKind kind, string id, TimeWindow window, FlowAsk ask)
    {
        var answer = await source.FlowsAsync(Question(kind, id, window), ask, default);
        return answer.Value ?? throw new InvalidOperationException($"{answer.Coverage.State}: {answer.Coverage.Reason}");
    }

    private EvidenceQuestion Question(EntityKind kind, string id, TimeWindow window) => new(new EntityRef(kind, id), window, truth.End.AddDays(1));

    private static VictimHour Hour(FlowHour hour, DistinctHour distinct)
    {
        var totals = hour.Totals;
        totals.Undirected.ShouldBe(default);
        var rejected = totals.RejectedIn + totals.RejectedOut;
        return new VictimHour(
            hour.Hour, totals.Records, totals.In.Bytes, totals.Out.Bytes, totals.In.Packets, totals.Out.Packets, rejected.Records, rejected.Bytes,
            Counts(static count => count.RemoteAddresses), Counts(static count => count.LocalPorts), Counts(static count => count.RemotePorts));

        DistinctCounts Counts(Func<DistinctCount, long> of) => new((int)of(distinct.All), (int)of(distinct.In), (int)of(distinct.Out));
    }
}
