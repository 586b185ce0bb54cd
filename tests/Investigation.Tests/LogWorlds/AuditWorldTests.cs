using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ChatOps.LogWorld.Audit;
using Xunit.Abstractions;

namespace ChatOps.Investigation.LogWorlds;

public sealed class AuditWorldTests(ITestOutputHelper output)
{
    private static readonly string[] Stages = ["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"];
    private static readonly AuditWorldOptions Small = new() { Requests = 1_500, Days = 2 };

    [Theory]
    [InlineData(AuditForm.Documents)]
    [InlineData(AuditForm.Members)]
    [InlineData(AuditForm.Nested)]
    [InlineData(AuditForm.JsonLines)]
    public void Truth_is_what_a_plain_reader_finds(AuditForm form)
    {
        using var folder = new WorldFolder();
        var seed = Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var truth = AuditWorld.Write(folder.Path, Small with { Seed = seed, Form = form });
        var events = folder.Keys().SelectMany(key => Read(File.ReadAllBytes(Path.Combine(folder.Path, key)), form)).ToList();
        var requests = events.GroupBy(static one => one.Id).Select(static group => group.MaxBy(static one => Array.IndexOf(Stages, one.Stage))!).ToList();
        var mine = requests.Where(one => one.User == truth.AttackedSubject).ToList();
        var attack = requests.Where(one => one.Address == truth.Attacker).ToList();

        truth.Events.ShouldBe(events.Count);
        truth.Requests.ShouldBe(requests.Count);
        truth.Duplicates.ShouldBe(events.Count - events.DistinctBy(static one => (one.Id, one.Stage)).Count());
        truth.Objects.ShouldBe(folder.Keys().Count);
        truth.StoredBytes.ShouldBe(folder.StoredBytes());
        Same(truth.Subjects, requests.GroupBy(static one => one.User, StringComparer.Ordinal).OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => new SubjectTruth(one.Key, Hours(one))));
        Same(truth.NewVerbs, mine.Where(one => one.Received >= truth.LastDay).GroupBy(static one => one.Verb, StringComparer.Ordinal)
            .Where(group => mine.All(one => one.Received >= truth.LastDay || one.Verb != group.Key)).OrderBy(static one => one.Key, StringComparer.Ordinal)
            .Select(static one => new NewVerb(one.Key, one.Count(static request => !request.Denied), one.Count(static request => request.Denied))));
        truth.AttackerRequests.ShouldBe(attack.Count);
        truth.AttackerFirst.ShouldBe(attack.Min(static one => one.Received));
        truth.AttackerLast.ShouldBe(attack.Max(static one => one.Received));
        truth.NewVerbs.Select(static one => one.Value).ShouldContain("create pods/exec");
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes()
    {
        Fingerprint(5).ShouldBe(Fingerprint(5));
        Fingerprint(5).ShouldNotBe(Fingerprint(6));
    }

    private static IEnumerable<Event> Read(byte[] stored, AuditForm form)
    {
        if (form == AuditForm.JsonLines) return Encoding.UTF8.GetString(stored).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse);
        var text = Unzip(stored);
        if (form == AuditForm.Nested) text = Unzip(text);
        return Documents(text).Where(static one => one.GetProperty("messageType").GetString() == "DATA_MESSAGE" && one.GetProperty("logStream").GetString()!.StartsWith("kube-apiserver-audit", StringComparison.Ordinal))
            .SelectMany(static one => one.GetProperty("logEvents").EnumerateArray()).Select(static one => Parse(one.GetProperty("message").GetString()!));
    }

    private static List<JsonElement> Documents(byte[] text)
    {
        var documents = new List<JsonElement>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read()) documents.Add(JsonElement.ParseValue(ref reader));
        return documents;
    }

    private static byte[] Unzip(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new MemoryStream();
        zip.CopyTo(text);
        return text.ToArray();
    }

    private static Event Parse(string message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        var what = root.GetProperty("objectRef");
        var code = root.TryGetProperty("responseStatus", out var status) ? status.GetProperty("code").GetInt32() : 0;
        var forbidden = root.TryGetProperty("annotations", out var notes) && notes.TryGetProperty("authorization.k8s.io/decision", out var decision) && decision.GetString() == "forbid";
        return new Event(
            root.GetProperty("auditID").GetString()!, root.GetProperty("stage").GetString()!, root.GetProperty("user").GetProperty("username").GetString()!,
            root.GetProperty("sourceIPs")[0].GetString()!, root.GetProperty("requestReceivedTimestamp").GetDateTimeOffset(),
            $"{root.GetProperty("verb").GetString()} {what.GetProperty("resource").GetString()}{(what.TryGetProperty("subresource", out var sub) ? "/" + sub.GetString() : "")}",
            code >= 400 || forbidden);
    }

    private static IReadOnlyList<SubjectHour> Hours(IEnumerable<Event> some) => [.. some.GroupBy(static one => one.Received.ToUnixTimeSeconds() / 3600).OrderBy(static one => one.Key)
        .Select(static one => new SubjectHour(DateTimeOffset.FromUnixTimeSeconds(one.Key * 3600), one.Count(static request => !request.Denied), one.Count(static request => request.Denied)))];

    private static void Same<T>(IEnumerable<T> one, IEnumerable<T> other) => JsonSerializer.Serialize(one).ShouldBe(JsonSerializer.Serialize(other));

    private static string Fingerprint(long seed)
    {
        using var folder = new WorldFolder();
        AuditWorld.Write(folder.Path, Small with { Seed = seed, Requests = 300 });
        return folder.Fingerprint();
    }

    private sealed record Event(string Id, string Stage, string User, string Address, DateTimeOffset Received, string Verb, bool Denied);
}
