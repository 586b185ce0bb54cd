using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Hosting;

public sealed class StoreOutageTests
{
    [Fact]
    public async Task A_store_that_fails_is_told_as_an_outage_and_not_as_a_bug()
    {
        await using var host = await RunningHost.StartAsync("--Evidence:Source=none", "--Logging:LogLevel:Default=None");
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(host.DataPath, "chatops.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("DROP TABLE audit");
        }

        using var answer = await host.Room.PostAsJsonAsync("/api/v1/commands", new { channel = "security", text = "/investigate ip 198.51.100.23", @as = "ana" });

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldStartWith("Nothing was kept");
    }
}
