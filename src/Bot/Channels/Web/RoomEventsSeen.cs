using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Of what is told to all pages, what one reader may see: what is about a thread of theirs, or about none.</summary>
internal static class RoomEventsSeen
{
    private const int MostKnown = 10_000;

    public static IAsyncEnumerable<SseItem<string>> By(RoomReader reader, IAsyncEnumerable<SseItem<string>> told, IThreadStore threads) => reader.SeesAll ? told : SeenAsync(reader, told, threads, CancellationToken.None);

    private static async IAsyncEnumerable<SseItem<string>> SeenAsync(RoomReader reader, IAsyncEnumerable<SseItem<string>> told, IThreadStore threads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal); // a thread stays in its channel, and the policy as it was at the start
        await foreach (var item in told.WithCancellation(cancellationToken))
        {
            var about = ThreadsOf(item);
            var sees = about.Count == 0;
            foreach (var thread in about) sees = sees || await SeesAsync(thread);
            if (sees) yield return item;
        }

        async ValueTask<bool> SeesAsync(string thread)
        {
            if (known.TryGetValue(thread, out var sees)) return sees;
            if (known.Count >= MostKnown) known.Clear();
            return known[thread] = await threads.FindAsync(new ThreadId(thread), CancellationToken.None) is { } found && reader.Sees(found.Channel);
        }
    }

    /// <summary>A thread is told by its id, what is in it by the thread's, a case by those it has.</summary>
    private static List<string> ThreadsOf(SseItem<string> item)
    {
        using var told = JsonDocument.Parse(item.Data);
        if (told.RootElement.ValueKind != JsonValueKind.Object) return [];
        if (told.RootElement.TryGetProperty("threads", out var all) && all.ValueKind == JsonValueKind.Array) return [.. all.EnumerateArray().Select(static one => Text(one, "id")).OfType<string>()];
        return Text(told.RootElement, item.EventType == "thread" ? "id" : "thread") is { } thread ? [thread] : [];
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
