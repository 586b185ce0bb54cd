using System.Globalization;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Real audit events of others, where they are at hand: every one is read, or its refusal is listed here.</summary>
public sealed class AuditCorpusTests
{
    /// <summary>Events without a time, which cannot be placed in any window.</summary>
    private static readonly Dictionary<string, long> Refused = new(StringComparer.Ordinal) { ["fal_01_003.json"] = 1, ["aws_eks_rules.jsonl"] = 2 };

    [CorpusFact]
    public async Task Every_event_is_read_or_its_refusal_listed()
    {
        var folder = Path.Combine(Corpus.Folder!, "logs");
        var files = Directory.EnumerateFiles(folder, "*.json*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories))
            .Where(static file => file.Contains("k8s", StringComparison.Ordinal) || file.Contains("eks", StringComparison.Ordinal)).ToList();
        var records = File.ReadLines(Path.Combine(folder, "index.csv")).Where(static line => line.Contains(",k8s-audit-events,", StringComparison.Ordinal))
            .ToDictionary(static line => Path.GetFileName(line.Split(',')[0]), static line => long.Parse(line.Split(",k8s-audit-events,")[1].Split(',')[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);

        files.Count.ShouldBeGreaterThan(30);
        foreach (var file in files)
        {
            List<AuditEvent> events = [];
            var name = Path.GetFileName(file);
            var reading = await new AuditReader(default).ReadAsync(new LogObject(name, LogKind.EksAudit, null, null, null, 1), new MemoryStream(await File.ReadAllBytesAsync(file)), events.Add, default);

            (reading.Unreadable, reading.IsForeign, reading.IsOpen, reading.IsUnreadable).ShouldBe((Refused.GetValueOrDefault(name), false, false, false), name);
            (events.Count + reading.Unreadable).ShouldBe(records.TryGetValue(name, out var known) ? known : File.ReadLines(file).Count(), name);
            events.ShouldAllBe(audited => audited.Subject != null && audited.Address != null && audited.Identity != 0, name);
        }
    }

    [CorpusFact]
    public async Task Old_and_stored_events_tell_what_they_are_about()
    {
        var secret = (await ReadAsync("falco-k8s-audit/create_secret.json")).ShouldHaveSingleItem();
        (secret.Call, secret.Object, secret.Subject, secret.Address, secret.Code).ShouldBe(("create secrets", "default/example-secret", "minikube-user", "192.168.64.1", 201));

        var stored = await ReadAsync("panther/aws_eks_rules.jsonl");
        var admin = stored.First(audited => audited.Subject == "kubernetes-admin");
        (admin.Call, admin.CanonicalArn, admin.SessionName).ShouldBe(("get pods/log", "arn:aws:iam::123412341234:role/DevAdministrator", "1669660343296132000"));
        admin.Ticks.ShouldBe(Utc("2022-11-29T00:09:04.38Z").UtcTicks);
        stored.Count(audited => !audited.Succeeded).ShouldBe(1);
    }

    private static async Task<List<AuditEvent>> ReadAsync(string file)
    {
        List<AuditEvent> events = [];
        var content = await File.ReadAllBytesAsync(Path.Combine(Corpus.Folder!, "logs", file));
        await new AuditReader(default).ReadAsync(new LogObject(file, LogKind.EksAudit, null, null, null, 1), new MemoryStream(content), events.Add, default);
        return events;
    }
}
