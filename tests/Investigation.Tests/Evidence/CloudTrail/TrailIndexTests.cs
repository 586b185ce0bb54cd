using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Timing;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>What the index answers is what the objects answer, to the second.</summary>
public sealed class TrailIndexTests(ITestOutputHelper output) : IDisposable
{
    private static readonly CallAsk Everything = new()
    {
        Hours = true,
        Groupings = [.. Enum.GetValues<CallColumn>().Select(static column => new CallGrouping([column])), new([CallColumn.Address, CallColumn.Service, CallColumn.Call, CallColumn.Error, CallColumn.Resource])],
    };

    private static readonly EntityRef[] Asked =
    [
        new(EntityKind.IpAddress, "198.51.100.23"), new(EntityKind.IpAddress, "2001:db8::17"), new(EntityKind.IpAddress, "075.050.255.67"),
        new(EntityKind.Role, "app", "111122223333"), new(EntityKind.Role, "app"), new(EntityKind.Role, "arn:aws:iam::111122223333:role/teams/ops"),
        new(EntityKind.RoleSession, "AROAapp:i-0123456789abcdef0"), new(EntityKind.Ec2Instance, "i-0aaaaaaaaaaaaaaaa"), new(EntityKind.User, "ana", "111122223333"),
        new(EntityKind.User, "arn:aws:iam::111122223333:user/ops/ana"), new(EntityKind.User, EntityRef.RootUser, "111122223333"), new(EntityKind.FederatedUser, "bo", "111122223333"),
        new(EntityKind.AccessKey, "ASIAEXAMPLE3"), new(EntityKind.Account, "111122223333"), new(EntityKind.Account, "444455556666"), new(EntityKind.UserAgent, "größer/1"),
        new(EntityKind.UserAgent, "Boto3/1.34 \"quoted\" {braces}"), new(EntityKind.Bucket, "ledger"), new(EntityKind.IpAddress, "192.0.2.200"),
    ];

    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();
    private readonly TimeProvider time = TimeProvider.System;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0)] // another world every time
    public async Task The_index_answers_what_the_objects_answer(int seed)
    {
        if (seed == 0) seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        new TrailWorld(seed).Into(folder, 1_500);
        var catalog = Catalog(index);
        await IngestAsync(catalog);
        var dice = new Random(seed);

        foreach (var question in Asked.Select(entity => Ask(dice, entity))) await SameAsync(catalog, question, $"seed {seed}: {question}");
    }

    private static EvidenceQuestion Ask(Random dice, EntityRef entity)
    {
        var start = TrailWorld.Start.AddSeconds(dice.Next(86_400, 2 * 86_400));
        var window = new TimeWindow(start, start.AddSeconds(dice.Next(600, 86_400)));
        return new EvidenceQuestion(entity, window, dice.Next(2) == 0 ? window.End.AddDays(9) : window.Start.AddSeconds(dice.Next(60, 90_000)), dice.Next(3) == 0 ? "111122223333" : null, dice.Next(3) == 0 ? "eu-west-1" : null)
        {
            Baseline = dice.Next(4) == 0 ? null : new TimeWindow(TrailWorld.Start.AddSeconds(dice.Next(40_000)), dice.Next(2) == 0 ? window.Start : window.Start.AddSeconds(-dice.Next(3_000))),
        };
    }

    private async Task SameAsync(LogCatalog catalog, EvidenceQuestion question, string what)
    {
        var raw = new CloudTrailSource(folder.Logs);
        var indexed = new CloudTrailSource(catalog, time);
        foreach (var ask in new[] { Everything, Everything with { Relation = CallRelation.Assumed } })
        {
            var (fromObjects, fromIndex) = (await raw.CallsAsync(question, ask, default), await indexed.CallsAsync(question, ask, default));
            Lines(fromIndex.Value).Except(Lines(fromObjects.Value)).Concat(Lines(fromObjects.Value).Except(Lines(fromIndex.Value)).Select(static line => $"only raw: {line}")).ShouldBeEmpty(what);
            fromIndex.Coverage.State.ShouldBe(fromObjects.Coverage.State, what);
        }

        var (seen, known) = (await raw.ObserveAsync(question, default), await indexed.ObserveAsync(question, default));
        Text(known.Value).ShouldBe(Text(seen.Value), what);
        known.Coverage.Missing.ShouldBe(seen.Coverage.Missing, what);
    }

    private LogCatalog Catalog(IEvidenceIndex? kept) => new(folder.Logs, LogKind.CloudTrail, kept, time);

    private Task IngestAsync(LogCatalog catalog) => new LogIngest(catalog, new TrailIndexer(), time).RunAsync(new TimeWindow(TrailWorld.Start.AddDays(-9), TrailWorld.Start.AddDays(20)), null, default);

    private static List<string> Lines(CallFigures? figures) => figures is null ? [] :
    [
        .. figures.Hours.Select(static hour => hour.ToString()),
        .. figures.Tables.SelectMany(static table => table.Rows.Select(row => $"{string.Join('|', table.Columns)}: {string.Join('|', row.Values)} {row.Scope} {row.Baseline} {row.First:O} {row.Last:O}").Append($"{table.RowCount} {table.Total}")),
    ];

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
