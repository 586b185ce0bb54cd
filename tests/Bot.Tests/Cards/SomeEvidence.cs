using ChatOps.Investigation.Activities;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>Questions to logs and answers to them, made of plain values.</summary>
internal static class SomeEvidence
{
    public static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly TimeWindow Scope = new(Midnight, Midnight.AddHours(6));
    public static readonly EntityRef Instance = new(EntityKind.Ec2Instance, "i-0c79413d9f0d9941e");
    public static readonly EntityRef Address = new(EntityKind.IpAddress, "198.51.100.23");
    public static readonly EvidenceOffer Everything = new([EvidenceKind.Flows, EvidenceKind.ApiCalls, EvidenceKind.KubernetesAudit]) { KnowsRoles = true };

    public static EvidenceQuestion Question(EntityRef entity, TimeWindow? window = null) =>
        new(entity, window ?? Scope, Midnight.AddHours(19)) { Baseline = Baseline.Before(window ?? Scope) };

    public static EvidenceFrame Frame(string verb, EntityRef entity, TimeWindow? window = null, OwnAddress? own = null) => new(
        verb, entity, new ScopeTime(window ?? Scope, ScopeOrigin.Mentions), Everything, ConsoleLink.To(new Uri("https://console.aws.amazon.com/detective/home")), own, true);

    public static Coverage Covered(DateTimeOffset? completeUpTo = null) =>
        new(CoverageState.Answered, Midnight.AddHours(19), null, Scope, completeUpTo ?? Midnight.AddHours(18), Midnight.AddDays(-21), 5)
        {
            Cost = new EvidenceCost(EvidenceCost.ThisHost, TimeSpan.FromMilliseconds(420), 5, 1_200_000, 80),
        };

    public static Traffic Bytes(long bytes, long records = 1) => new(records, records, bytes);

    /// <summary>21 days of 4.1 MB an hour in and 1 MB out, and a window in which 255 MB came in at 02:00.</summary>
    public static EvidenceAnswer<FlowFigures> Flows(Coverage? coverage = null)
    {
        var hours = Enumerable.Range(0, (21 * 24) + 6).Select(static at => Midnight.AddDays(-21).AddHours(at)).ToList();
        static bool IsSpike(DateTimeOffset hour) => hour == Midnight.AddHours(2);
        return new EvidenceAnswer<FlowFigures>(
            new FlowFigures(
                [.. hours.Select(static hour => new FlowHour(hour, new FlowTotals(Bytes(IsSpike(hour) ? 254_900_000 : 4_100_000, 300), Bytes(1_000_000, 40), Bytes(28_000, 700), default, default)))],
                [.. hours.Select(static hour => new DistinctHour(hour, new DistinctCount(740, 6, 900), new DistinctCount(700, 6, 860), new DistinctCount(IsSpike(hour) ? 1600 : 40, 3, 40)))],
                [],
                ["eni-0a1b2c3d4e5f60718"]),
            coverage ?? Covered());
    }

    /// <summary>The tables of a window, not in the order asked: a card finds them by their columns.</summary>
    public static FlowFigures Activity(FlowRow[] rows, FlowRow[] addresses) =>
        new([], [], [Table(FlowTables.Addresses.Columns, addresses), Table(FlowTables.Activity.Columns, rows)], []);

    public static FlowTable Table(IReadOnlyList<FlowColumn> columns, params FlowRow[] rows) =>
        new(columns, rows, rows.Length + 7, rows.Aggregate(default(FlowTotals), static (sum, row) => sum + row.Scope));

    public static FlowRow Row(FlowTotals totals, params string[] values) => new(values, totals, default, Midnight.AddMinutes(125), Midnight.AddMinutes(150));

    /// <summary>21 days without a call, and a window of 212 successful and 180 failed calls an hour.</summary>
    public static EvidenceAnswer<CallFigures> Calls(string principal, Coverage? coverage = null)
    {
        var hours = Enumerable.Range(0, (21 * 24) + 6).Select(static at => Midnight.AddDays(-21).AddHours(at));
        return new EvidenceAnswer<CallFigures>(
            new CallFigures(
                [.. hours.Select(static hour => new CallHour(hour, hour < Midnight ? default : new CallCount(212, 180)))],
                [
                    Calls([CallColumn.Address, CallColumn.Principal, CallColumn.Service, CallColumn.Call], Call(912, 0, Address.Id, principal, "ssm", "GetParameters"), Call(360, 0, Address.Id, principal, "s3", "ListBuckets"), Call(0, 1080, Address.Id, principal, "iam", "CreateUser")),
                    Calls([CallColumn.Service, CallColumn.Call, CallColumn.AccessKey], Call(912, 0, "ssm", "GetParameters", "ASIAEXAMPLE"), Call(0, 1080, "iam", "CreateUser", "ASIAEXAMPLE")),
                    Calls([CallColumn.Service, CallColumn.Call, CallColumn.Error], Call(912, 0, "ssm", "GetParameters", "-"), Call(360, 0, "s3", "ListBuckets", "-"), Call(0, 1080, "iam", "CreateUser", "AccessDenied")),
                ]),
            coverage ?? Covered());
    }

    public static CallTable Calls(IReadOnlyList<CallColumn> columns, params CallRow[] rows) => new(columns, rows, rows.Length, rows.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope));

    public static CallRow Call(long succeeded, long failed, params string[] values) => new(values, new CallCount(succeeded, failed), default, Midnight.AddMinutes(3), Midnight.AddMinutes(340));
}
