using System.Collections.Concurrent;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Findings that name an entity are fetched before it is answered about: at most once a minute, and not for longer than an answer may wait. What GuardDuty did not tell is remembered for the answer.</summary>
internal sealed class EntityFetches(IFindingFetch fetch, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Told = TimeSpan.FromMinutes(10);

    // A question that nobody waits for any more still brings its findings, but not for ever.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(EntityRef Entity, TimeWindow Window), Asked> asked = new();
    private readonly ConcurrentDictionary<EntityRef, (DateTimeOffset At, IReadOnlyList<string> Notes)> notes = new();

    /// <summary>Whether there is anybody to ask.</summary>
    public bool IsPossible => fetch.Places.Count > 0;

    public async Task AskAsync(EntityRef entity, TimeWindow window, CancellationToken cancellationToken)
    {
        if (!IsPossible) return;
        var now = time.GetUtcNow();
        Forget(now);
        var question = asked.AddOrUpdate((entity, window), _ => new Asked(now, new(() => RunAsync(entity, window))), (_, known) => now - known.At < Fresh && !known.Failed ? known : new Asked(now, new(() => RunAsync(entity, window))));
        try
        {
            var fetched = await question.Answer.Value.WaitAsync(Patience, time, cancellationToken);
            notes[entity] = (now, NotesOf(fetched.Places));
        }
        catch (TimeoutException)
        {
            notes[entity] = (now, [$"GuardDuty had not told all within {Patience.TotalSeconds:0} s; ask again in a minute"]);
        }
    }

    /// <summary>What GuardDuty did not tell of an entity lately asked about; empty when it was not asked.</summary>
    public IReadOnlyList<string> NotesOf(EntityRef entity) => notes.TryGetValue(entity, out var known) && time.GetUtcNow() - known.At < Told ? known.Notes : [];

    /// <summary>Each place's own words; what all of them say is said once.</summary>
    private static IReadOnlyList<string> NotesOf(IReadOnlyList<PlaceFate> places)
    {
        var said = new List<(string Place, string Words)>();
        foreach (var place in places)
        {
            if (!place.Coverage.IsAnswer && place.Coverage.Reason is { } reason) said.Add((place.Place, reason));
            said.AddRange((place.Coverage.Notes ?? []).Select(note => (place.Place, note)));
        }

        return [.. said.GroupBy(static one => one.Words, StringComparer.Ordinal).Select(same => $"GuardDuty{Where(same.Select(static one => one.Place).Distinct().ToList(), same.Key, places.Count)}: {same.Key}")];
    }

    // the words of a fault name their place themselves
    private static string Where(List<string> which, string words, int all) =>
        which.Count == all && all > 1 || which.Any(place => words.Contains(place, StringComparison.Ordinal)) ? "" : $" {string.Join(", ", which)}";

    private async Task<KeptFetch> RunAsync(EntityRef entity, TimeWindow window)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        return await Task.Run(() => fetch.NamingAsync(entity, window, limit.Token), limit.Token);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, known) in asked)
            if (now - known.At >= Fresh) asked.TryRemove(KeyValuePair.Create(key, known));
        foreach (var (key, known) in notes)
            if (now - known.At >= Told) notes.TryRemove(KeyValuePair.Create(key, known));
    }

    private sealed record Asked(DateTimeOffset At, Lazy<Task<KeptFetch>> Answer)
    {
        public bool Failed => Answer is { IsValueCreated: true, Value: { IsFaulted: true } or { IsCanceled: true } };
    }
}
