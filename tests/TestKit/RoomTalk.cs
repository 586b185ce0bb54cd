using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;

namespace ChatOps.TestKit;

/// <summary>What a person does in the room, through its HTTP contract.</summary>
internal static class RoomTalk
{
    /// <summary>When the sample day's last delivery was sent.</summary>
    private static readonly DateTimeOffset LastOfTheDay = JsonDocument.Parse(File.ReadLines(Repository.PathOf("samples/workshop-day/findings.jsonl")).Last()).RootElement.GetProperty("time").GetDateTimeOffset();

    public static async Task<ToldReceipt> CommandAsync(this RunningHost host, string text, string who = "ana")
    {
        using var answer = await host.Room.PostAsJsonAsync("/api/v1/commands", new { channel = "security", text, @as = who });
        answer.StatusCode.ShouldBeAccepted(await answer.Content.ReadAsStringAsync());
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var choices = receipt.TryGetProperty("choices", out var all) ? all.EnumerateArray().Select(static choice => choice.GetProperty("command").GetString()!).ToList() : [];
        return new ToldReceipt(receipt.GetProperty("thread").GetString(), receipt.GetProperty("text").GetString(), choices);
    }

    public static async Task SayAsync(this RunningHost host, string thread, string text, string who = "ana")
    {
        using var answer = await host.Room.PostAsJsonAsync($"/api/v1/threads/{thread}/messages", new { text, @as = who });
        answer.StatusCode.ShouldBeAccepted(await answer.Content.ReadAsStringAsync());
    }

    public static async Task<IReadOnlyList<ToldThreadItem>> ThreadsAsync(this RunningHost host)
    {
        var page = await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/threads?limit=1000");
        return [.. page.GetProperty("items").EnumerateArray().Select(static item => new ToldThreadItem(
            item.GetProperty("id").GetString()!,
            item.GetProperty("finding").GetString(),
            item.GetProperty("title").GetString()!,
            item.GetProperty("state").GetString()!,
            item.GetProperty("count").GetInt64(),
            item.GetProperty("accountAlias").GetString(),
            item.GetProperty("sample").GetBoolean()))];
    }

    public static async Task<ToldThread> ThreadAsync(this RunningHost host, string id)
    {
        var thread = await host.Room.GetFromJsonAsync<JsonElement>($"/api/v1/threads/{id}");
        return new ToldThread(id, [.. thread.GetProperty("messages").EnumerateArray().Select(static message => new ToldMessage(
            message.GetProperty("id").GetString()!,
            message.GetProperty("kind").GetString()!,
            message.GetProperty("text").GetString()!))]);
    }

    /// <summary>Waits until the sample day is over and nothing waits to be done or delivered but what sleeps; at most 90 seconds.</summary>
    public static async Task QuietAsync(this RunningHost host)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        for (var calm = 0; calm < 3;)
        {
            // not by the operator's page, which a policy may close to whoever tests
            var now = host.Get<TimeProvider>().GetUtcNow();
            var busy = (await host.Get<IJobQueue>().ListAsync(JobState.Pending, 1000, CancellationToken.None)).Any(job => job.Job.Kind != WakeSleepingCase.StoredKind || job.DueAt <= now)
                || (host.Get<FindingsFeed>().Status.IsSample && await host.Get<IAlertLedger>().LastSentAsync("sample", CancellationToken.None) is var sent && (sent is null || sent < LastOfTheDay));
            calm = busy ? 0 : calm + 1;
            // The host works on its own threads; from outside its calm can only be polled.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    private static void ShouldBeAccepted(this HttpStatusCode status, string body)
    {
        if (status != HttpStatusCode.Accepted) throw new InvalidOperationException($"Expected 202, got {(int)status}: {body}");
    }
}

/// <param name="Choices">Commands a picker offers.</param>
internal sealed record ToldReceipt(string? Thread, string? Text, IReadOnlyList<string> Choices);

internal sealed record ToldThreadItem(string Id, string? Finding, string Title, string State, long Count, string? AccountAlias, bool Sample);

internal sealed record ToldThread(string Id, IReadOnlyList<ToldMessage> Messages)
{
    public string Root => Messages.Single(static message => message.Kind == "root").Text;

    /// <summary>The one card in which the words occur.</summary>
    public string Card(string words) => Messages.Last(message => message.Kind != "root" && message.Text.Contains(words, StringComparison.Ordinal)).Text;
}

internal sealed record ToldMessage(string Id, string Kind, string Text);
