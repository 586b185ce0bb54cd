using System.Collections.Concurrent;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate;

/// <summary>What GuardDuty did not tell of entities lately asked about. It stands by itself: the ledger's findings are a source that cards and alerts depend on, and must not depend on those who fetch.</summary>
internal sealed class FetchNotes(TimeProvider time)
{
    private static readonly TimeSpan Told = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<EntityRef, (DateTimeOffset At, IReadOnlyList<string> Notes)> notes = new();

    /// <summary>Empty when it was not asked.</summary>
    public IReadOnlyList<string> Of(EntityRef entity) => notes.TryGetValue(entity, out var known) && time.GetUtcNow() - known.At < Told ? known.Notes : [];

    public void Keep(EntityRef entity, IReadOnlyList<string> told)
    {
        var now = time.GetUtcNow();
        foreach (var (key, known) in notes)
            if (now - known.At >= Told) notes.TryRemove(KeyValuePair.Create(key, known));
        notes[entity] = (now, told);
    }

    /// <summary>Each place's own words; what several of them say is said once.</summary>
    public static IReadOnlyList<string> Words(IReadOnlyList<PlaceFate> places)
    {
        var said = new List<(string Place, string Words)>();
        foreach (var place in places)
        {
            if (!place.Coverage.IsAnswer && place.Coverage.Reason is { } reason) said.Add((place.Place, reason));
            said.AddRange((place.Coverage.Notes ?? []).Select(note => (place.Place, note)));
        }

        return [.. said.GroupBy(static one => one.Words, StringComparer.Ordinal).Select(same => $"GuardDuty{Where([.. same.Select(static one => one.Place).Distinct()], same.Key, places.Count)}: {same.Key}")];
    }

    // the words of a fault name their place themselves
    private static string Where(List<string> which, string words, int all) =>
        (which.Count == all && all > 1) || which.Any(place => words.Contains(place, StringComparison.Ordinal)) ? "" : $" {string.Join(", ", which)}";
}
