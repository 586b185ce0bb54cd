using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.TestKit;
using Xunit.Abstractions;

namespace ChatOps.Scenarios;

/// <summary>The program is killed (SIGKILL) at 50 random points while 300 findings, their updates and notes come in. The sender repeats what was not acknowledged, as EventBridge does.</summary>
public sealed class KilledAnywhereTests(ITestOutputHelper output)
{
    private const int Findings = 300;
    private const int Kills = 50;

    [Fact]
    public async Task Each_finding_is_shown_once_in_its_final_state_with_every_acknowledged_note()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var data = new TemporaryFolder();
        var host = await StartAsync(data);
        try
        {
            // Two deliveries for each finding, in an order that mixes first reports and updates but never swaps a finding's own two.
            var deliveries = Enumerable.Range(0, Findings).SelectMany(static n => new[] { (n, 1L), (n, 7L) }).OrderBy(pair => pair.Item1 + (pair.Item2 == 1 ? 0 : random.Next(1, 40))).ToList();
            var killAt = Enumerable.Range(0, deliveries.Count).OrderBy(_ => random.Next()).Take(Kills).ToHashSet();
            var notes = new List<string>();
            for (var i = 0; i < deliveries.Count; i++)
            {
                var (number, count) = deliveries[i];
                var killing = killAt.Remove(i) ? KillAsync(host, TimeSpan.FromMicroseconds(random.Next(0, 30_000))) : null;
                var acknowledged = await TryAsync(() => host.Room.PostAsync("/alerts/eventbridge", Finding(number, count)));
                if (acknowledged && i % 10 == 0 && await TryNoteAsync(host, number, $"note {i}")) notes.Add($"note {i}");
                if (killing is not null)
                {
                    await killing;
                    host.Dispose();
                    host = await StartAsync(data);
                }

                if (!acknowledged) i--; // the sender tries again
            }

            await AllDeliveredAsync(host);
            await ShouldHoldAsync(host, notes);
        }
        finally
        {
            host.Dispose();
        }
    }

    private static Task<ChildHost> StartAsync(TemporaryFolder data) => ChildHost.StartAsync(data.Path, "--Findings:Source=none", "--Evidence:Source=none");

    private static async Task KillAsync(ChildHost host, TimeSpan after)
    {
        await Task.Delay(after, TimeProvider.System);
        host.Kill();
    }

    private static async Task<bool> TryAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            using var answer = await send();
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // killed before it could answer
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> TryNoteAsync(ChildHost host, int number, string text)
    {
        try
        {
            var page = await host.Room.GetFromJsonAsync<JsonElement>($"/api/v1/threads?finding={Uri.EscapeDataString(Arn(number))}");
            var thread = page.GetProperty("items")[0].GetProperty("id").GetString();
            return await TryAsync(() => host.Room.PostAsJsonAsync($"/api/v1/threads/{thread}/messages", new { text, @as = "ana" }));
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The outbox is empty: nothing waits, nothing died.</summary>
    private static async Task AllDeliveredAsync(ChildHost host)
    {
        for (var i = 0; i < 600; i++)
        {
            var pending = await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/outbox?state=pending");
            if (pending.GetProperty("items").GetArrayLength() == 0) break;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        (await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/outbox?state=pending")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/outbox?state=dead")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private static async Task ShouldHoldAsync(ChildHost host, List<string> notes)
    {
        var threads = (await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/threads?limit=1000")).GetProperty("items").EnumerateArray().ToList();
        threads.Select(static thread => thread.GetProperty("finding").GetString()).Order().ShouldBe(Enumerable.Range(0, Findings).Select(Arn).Order());
        threads.ShouldAllBe(static thread => thread.GetProperty("count").GetInt64() == 7);
        var found = new List<string>();
        foreach (var thread in threads)
        {
            var whole = await host.Room.GetFromJsonAsync<JsonElement>($"/api/v1/threads/{thread.GetProperty("id").GetString()}");
            var messages = whole.GetProperty("messages").EnumerateArray().ToList();
            messages.Count(static message => message.GetProperty("kind").GetString() == "root").ShouldBe(1);
            var texts = messages.Where(static message => message.GetProperty("kind").GetString() != "note").Select(static message => message.GetProperty("text").GetString()).ToList();
            texts.Distinct().Count().ShouldBe(texts.Count, "a reply stands twice in " + thread.GetProperty("finding").GetString());
            found.AddRange(messages.Where(static message => message.GetProperty("kind").GetString() == "note").Select(static message => message.GetProperty("text").GetString()!));
        }

        foreach (var note in notes) found.Count(text => text == note).ShouldBe(1, note);
    }

    private static string Arn(int number) => $"arn:aws:guardduty:us-east-1:111122223333:detector/21aed3df2077b5d91ce46bf123446731/finding/{number:x32}";

    private static StringContent Finding(int number, long count)
    {
        var finding = new
        {
            schemaVersion = "2.0",
            accountId = "111122223333",
            region = "us-east-1",
            partition = "aws",
            id = $"{number:x32}",
            arn = Arn(number),
            type = "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom",
            severity = 5,
            title = $"API GetParameters was invoked from an address on a list, number {number}",
            description = "made for this test",
            createdAt = "2024-08-01T00:00:00.000Z",
            updatedAt = $"2024-08-01T00:{count:00}:00.000Z",
            resource = new { resourceType = "AccessKey", accessKeyDetails = new { accessKeyId = "ASIAEXAMPLE", principalId = "AIDAEXAMPLE", userType = "IAMUser", userName = $"user-{number}" } },
            service = new
            {
                serviceName = "guardduty",
                count,
                eventFirstSeen = "2024-08-01T00:00:00.000Z",
                eventLastSeen = $"2024-08-01T00:{count:00}:00.000Z",
                archived = false,
                action = new { actionType = "AWS_API_CALL", awsApiCallAction = new { api = "GetParameters", serviceName = "ssm.amazonaws.com", remoteIpDetails = new { ipAddressV4 = $"203.0.113.{number % 250}" } } },
            },
        };
        return new StringContent(JsonSerializer.Serialize(finding), System.Text.Encoding.UTF8, "application/json");
    }
}
