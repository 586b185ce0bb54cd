using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Of what is told to all pages, what one reader may see.</summary>
internal static class RoomEventsSeen
{
    private const int MostKnown = 10_000;

    public static IAsyncEnumerable<SseItem<string>> By(RoomReader reader, IAsyncEnumerable<SseItem<string>> told, IThreadStore threads) => reader.SeesAll ? told : SeenAsync(reader, told, threads, CancellationToken.None);

    private static async IAsyncEnumerable<SseItem<string>> SeenAsync(RoomReader reader, IAsyncEnumerable<SseItem<string>> told, IThreadStore threads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal); // a thread stays in its channel, and the policy as it was at the start
        await foreach (var item in told.WithCancellation(cancellationToken))
        {
            if (ThreadOf(item) is not { } thread)
            {
                yield return item;
                continue;
            }

            if (!known.TryGetValue(thread, out var sees))
            {
                if (known.Count >= MostKnown) known.Clear();
                known[thread] = sees = await threads.FindAsync(new ThreadId(thread), CancellationToken.None) is { } found && reader.Sees(found.Channel);
            }

            if (sees) yield return item;
        }
    }

    /// <summary>Null for what is about no thread.</summary>
    private static string? ThreadOf(SseItem<string> item)
    {
        using var told = JsonDocument.Parse(item.Data);
        var name = item.EventType == "thread" ? "id" : "thread";
        return told.RootElement.ValueKind == JsonValueKind.Object && told.RootElement.TryGetProperty(name, out var thread) && thread.ValueKind == JsonValueKind.String ? thread.GetString() : null;
    }
}
