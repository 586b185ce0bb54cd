using System.Net.Http.Json;
using System.Text.Json;

namespace ChatOps.TestKit.Storms;

/// <summary>What the program says it keeps, asked over its API.</summary>
internal sealed class StormRoom(HttpClient room, string vendor = "slack")
{
    /// <summary>Threads in the chat, each with its messages and notes.</summary>
    public async Task<IReadOnlyList<JsonElement>> ThreadsAsync()
    {
        var page = await room.GetFromJsonAsync<JsonElement>($"/api/v1/threads?vendor={vendor}&limit=1000");
        var threads = new List<JsonElement>();
        foreach (var thread in page.GetProperty("items").EnumerateArray()) threads.Add(await room.GetFromJsonAsync<JsonElement>($"/api/v1/threads/{thread.GetProperty("id").GetString()}"));
        return threads;
    }

    /// <summary>Waits until no job is left to do.</summary>
    /// <returns>What waits all the same, and what was given up.</returns>
    public async Task<IReadOnlyList<string>> SettledAsync(TimeSpan patience)
    {
        using var enough = new CancellationTokenSource(patience);
        var waiting = await JobsAsync("pending");
        while (waiting.Count > 0 && !enough.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
            waiting = await JobsAsync("pending");
        }

        return [.. waiting, .. await JobsAsync("dead")];
    }

    private async Task<IReadOnlyList<string>> JobsAsync(string state)
    {
        var outbox = await room.GetFromJsonAsync<JsonElement>($"/api/v1/outbox?state={state}");
        return [.. outbox.GetProperty("items").EnumerateArray().Select(job => $"{state} {job.GetProperty("kind")} of {job.GetProperty("title")} in {job.GetProperty("lane")}, {job.GetProperty("attempts")} attempts: {job.GetProperty("reason")}")];
    }
}
