using System.Collections.Concurrent;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Findings that name an entity are fetched before it is answered about: at most once a minute, and not for longer than an answer may wait. What GuardDuty did not tell is remembered for the answer.</summary>
internal sealed class EntityFetches(IFindingFetch fetch, FetchNotes notes, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // A question that nobody waits for any more still brings its findings, but not for ever.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(EntityRef Entity, TimeWindow Window), Asked> asked = new();

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
            notes.Keep(entity, FetchNotes.Words(fetched.Places));
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            notes.Keep(entity, [$"GuardDuty had not told all within {Patience.TotalSeconds:0} s; ask again in a minute"]);
        }
    }

    private async Task<KeptFetch> RunAsync(EntityRef entity, TimeWindow window)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        return await Task.Run(() => fetch.NamingAsync(entity, window, limit.Token), limit.Token);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, known) in asked)
            if (now - known.At >= Fresh) asked.TryRemove(KeyValuePair.Create(key, known));
    }

    private sealed record Asked(DateTimeOffset At, Lazy<Task<KeptFetch>> Answer)
    {
        public bool Failed => Answer is { IsValueCreated: true, Value: { IsFaulted: true } or { IsCanceled: true } };
    }
}
