using System.Text.Json;
using ChatOps.LogWorld.Trail;
using Xunit.Abstractions;

namespace ChatOps.Investigation.LogWorlds;

public sealed class TrailWorldTests(ITestOutputHelper output)
{
    private static readonly TrailWorldOptions Small = new() { Events = 2_000, Days = 2, AdjacentDuplicates = 120, LaterDuplicates = 160 };
    private static readonly TrailWorldOptions Tiny = Small with { Events = 300 };

    [Fact]
    public void Truth_is_what_a_plain_reader_finds()
    {
        using var folder = new WorldFolder();
        var seed = Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var truth = TrailWorld.Write(folder.Path, Small with { Seed = seed, Faults = TrailFaults.Some });
        var texts = folder.Texts(truth.Faults.Objects).ToList();
        var written = texts.SelectMany(Read).ToList();
        var events = written.DistinctBy(static one => one.Id).ToList();
        var mine = events.Where(one => one.RoleArn == truth.RoleArn).ToList();
        var (before, after) = (mine.Where(one => one.Time < truth.LastDay).ToList(), mine.Where(one => one.Time >= truth.LastDay).ToList());
        var attack = events.Where(one => one.Address == truth.Attacker).ToList();

        truth.Events.ShouldBe(events.Count);
        (truth.AdjacentDuplicates + truth.LaterDuplicates).ShouldBe(written.Count - events.Count);
        texts.Sum(static text => Read(text).Zip(Read(text).Skip(1)).Count(static pair => pair.First.Id == pair.Second.Id)).ShouldBe((int)truth.AdjacentDuplicates);
        truth.RawBytes.ShouldBe(texts.Sum(static text => (long)text.Length));
        truth.StoredBytes.ShouldBe(folder.StoredBytes());
        truth.Objects.ShouldBe(folder.Keys().Count);
        Same(truth.RoleHours, mine.GroupBy(static one => one.Time.ToUnixTimeSeconds() / 3600).OrderBy(static hour => hour.Key)
            .Select(static hour => new RoleHour(DateTimeOffset.FromUnixTimeSeconds(hour.Key * 3600), hour.Count(static one => !one.Failed), hour.Count(static one => one.Failed))));
        Same(truth.NewCalls, New(before, after, static one => one.Call));
        Same(truth.NewUserAgents, New(before, after, static one => one.UserAgent));
        Same(truth.NewAddresses, New(before, after, static one => one.Address));
        Same(truth.NewRegions, New(before, after, static one => one.Region));
        Same(truth.AttackerCalls, New([], attack, static one => one.Call));
        truth.AttackerEvents.ShouldBe(attack.Count);
        truth.AttackerFirst.ShouldBe(attack.Min(static one => one.Time));
        truth.AttackerLast.ShouldBe(attack.Max(static one => one.Time));
        truth.Faults.AnonymizedEvents.ShouldBe(events.Count(static one => one.Address.StartsWith('0') || one.Address == "203.000.113.077"));
        Copies(folder, truth).ShouldBe(truth.Faults.EventsDeliveredTwice);

        static long Copies(WorldFolder folder, TrailTruth truth) => truth.Faults.Objects.DeliveredTwice.Sum(key => Read(folder.Text(key)).Count());
    }

    [Fact]
    public void The_attacker_uses_the_role_from_0017_to_1842_of_the_last_day()
    {
        using var folder = new WorldFolder();
        var truth = TrailWorld.Write(folder.Path, Small);
        truth.AttackerFirst.ShouldBe(truth.LastDay.AddMinutes(17));
        truth.AttackerLast.ShouldBe(truth.LastDay.AddMinutes(18 * 60 + 42));
        truth.NewCalls.Select(static one => one.Value).ShouldContain("iam.amazonaws.com:CreateAccessKey");
        truth.NewAddresses.Select(static one => one.Value).ShouldContain(truth.Attacker);
        truth.AdjacentDuplicates.ShouldBeGreaterThan(0);
        truth.LaterDuplicates.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_later_copy_comes_within_two_hours_of_its_original()
    {
        using var folder = new WorldFolder();
        var truth = TrailWorld.Write(folder.Path, Small with { Seed = 3, AdjacentDuplicates = 0 });
        var copies = folder.Keys().SelectMany(key => Read(folder.Text(key)).Select(one => (one.Id, Stamp: Stamp(key)))).GroupBy(static one => one.Id).Where(static group => group.Count() > 1).ToList();
        copies.Sum(static group => group.Count() - 1).ShouldBe((int)truth.LaterDuplicates);
        copies.ShouldAllBe(static group => group.Max(static one => one.Stamp) - group.Min(static one => one.Stamp) < TimeSpan.FromHours(2));
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        Fingerprint(Tiny with { Seed = 5, Threads = 1, Faults = TrailFaults.Some }).ShouldBe(Fingerprint(Tiny with { Seed = 5, Threads = 3, Faults = TrailFaults.Some }));
        Fingerprint(Tiny with { Seed = 5 }).ShouldNotBe(Fingerprint(Tiny with { Seed = 6 }));
    }

    private static IEnumerable<Event> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.GetProperty("Records").EnumerateArray().Select(static one => new Event(one))];
    }

    private static IEnumerable<NewValue> New(IReadOnlyCollection<Event> before, IEnumerable<Event> after, Func<Event, string> value) =>
        after.GroupBy(value, StringComparer.Ordinal).Where(group => before.All(one => value(one) != group.Key)).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new NewValue(group.Key, group.Count(static one => !one.Failed), group.Count(static one => one.Failed)));

    private static void Same<T>(IEnumerable<T> one, IEnumerable<T> other) => JsonSerializer.Serialize(one).ShouldBe(JsonSerializer.Serialize(other));

    private static DateTimeOffset Stamp(string key) =>
        DateTimeOffset.ParseExact(key.Split('_')[3], "yyyyMMddTHHmmZ", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static string Fingerprint(TrailWorldOptions options)
    {
        using var folder = new WorldFolder();
        TrailWorld.Write(folder.Path, options);
        return folder.Fingerprint();
    }

    private sealed class Event(JsonElement json)
    {
        public string Id { get; } = json.GetProperty("eventID").GetString()!;

        public DateTimeOffset Time { get; } = json.GetProperty("eventTime").GetDateTimeOffset();

        public string Call { get; } = $"{json.GetProperty("eventSource").GetString()}:{json.GetProperty("eventName").GetString()}";

        public string UserAgent { get; } = json.GetProperty("userAgent").GetString()!;

        public string Address { get; } = json.GetProperty("sourceIPAddress").GetString()!;

        public string Region { get; } = json.GetProperty("awsRegion").GetString()!;

        public bool Failed { get; } = json.TryGetProperty("errorCode", out _);

        public string? RoleArn { get; } = json.GetProperty("userIdentity").TryGetProperty("sessionContext", out var context) ? context.GetProperty("sessionIssuer").GetProperty("arn").GetString() : null;
    }
}
