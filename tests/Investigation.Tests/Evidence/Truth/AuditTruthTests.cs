using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.EksAudit;
using ChatOps.Investigation.Evidence.EksAudit.Indexing;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.LogWorlds;
using ChatOps.Investigation.Timing;
using ChatOps.LogWorld.Audit;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.Truth;

public sealed class AuditTruthTests(ITestOutputHelper output)
{
    private static readonly CallAsk Everything = new() { Hours = true, Groupings = [new([CallColumn.Call])] };

    [Theory]
    [InlineData(0, AuditForm.Documents)] // another world every time
    [InlineData(0, AuditForm.Members)]
    [InlineData(0, AuditForm.Nested)]
    [InlineData(0, AuditForm.JsonLines)]
    [InlineData(20250303, AuditForm.Documents)]
    public async Task Every_figure_is_the_truth_however_it_is_told(long given, AuditForm form)
    {
        var seed = given == 0 ? Random.Shared.NextInt64() : given;
        var what = $"seed {seed}, {form}";
        output.WriteLine(what);
        using var folder = new WorldFolder();
        var truth = AuditWorld.Write(folder.Path, new AuditWorldOptions { Seed = seed, Form = form, Requests = 1_200, Days = 2 });
        var telling = new Telling(new FolderLogs(folder.Path), new AuditIndexer(), new TimeWindow(truth.Start, truth.End));
        foreach (var way in Enum.GetValues<Told>())
        {
            using var catalog = await telling.AsAsync(way);
            await SameAsync(new EksAuditSource(catalog, TimeProvider.System), truth, $"{way}, {what}");
        }
    }

    private static async Task SameAsync(EksAuditSource source, AuditTruth truth, string what)
    {
        var (window, baseline) = (new TimeWindow(truth.LastDay, truth.End), new TimeWindow(truth.Start, truth.LastDay));
        foreach (var subject in truth.Subjects)
        {
            var question = Question(EntityKind.KubernetesSubject, $"{truth.Cluster}/{subject.Subject}", window) with { Baseline = baseline };
            var figures = (await source.CallsAsync(question, Everything, default)).Value.ShouldNotBeNull(subject.Subject);
            Same(figures.Hours.Where(static hour => hour.Count.All > 0).Select(static hour => new SubjectHour(hour.Hour, hour.Count.Succeeded, hour.Count.Failed)), subject.Hours, $"{subject.Subject}, {what}");
            if (subject.Subject != truth.AttackedSubject) continue;
            var verbs = figures.Tables[0].Rows.Where(static row => row.Baseline.All == 0).Select(static row => new NewVerb(row.Values[0], row.Scope.Succeeded, row.Scope.Failed));
            Same(verbs.OrderBy(static verb => verb.Value, StringComparer.Ordinal), truth.NewVerbs, what);
        }

        var attacker = (await source.ObserveAsync(Question(EntityKind.IpAddress, truth.Attacker, new TimeWindow(truth.Start, truth.End)), default)).Value.ShouldNotBeNull(what);
        (attacker.First, attacker.Last, attacker.Count).ShouldBe((truth.AttackerFirst, truth.AttackerLast, truth.AttackerRequests), what);

        EvidenceQuestion Question(EntityKind kind, string id, TimeWindow asked) => new(new EntityRef(kind, id), asked, truth.End.AddDays(1));
    }

    private static void Same<T>(IEnumerable<T> claimed, IEnumerable<T> told, string where) => JsonSerializer.Serialize(claimed).ShouldBe(JsonSerializer.Serialize(told), where);
}
