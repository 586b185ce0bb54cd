using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Bench;

/// <summary>A message with a mention and a genuine token until it is acknowledged, durably stored, against a bare endpoint that only validates the same token with the same library. 16 connections. Budget: within 2x.
/// The token is the same for all messages, as the connector uses one for an hour; the last figure is what it costs when each message has one of its own.</summary>
internal static class TeamsBench
{
    private const int Connections = 16;
    private const int Tokens = 20_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);
    private static long ids = 1_700_000_000_000;

    public static async Task RunAsync()
    {
        await using var teams = await TeamsDouble.StartAsync();
        string[] one = [teams.Tokens.Issue()];
        Load yardstick;
        await using (var bare = await BareAsync(teams, log: null)) yardstick = await LoadAsync("yardstick: bare endpoint, token only, stores nothing", bare.Address, teams, one, null);
        await using (var log = new AppendLog()) await using (var bare = await BareAsync(teams, log)) await LoadAsync("  that appends what it was told to a file and waits for the disk", bare.Address, teams, one, yardstick);
        await using (var listening = await HostAsync(teams, works: false))
        {
            await LoadAsync("message -> 202, stored; carried out later", listening.Address, teams, one, yardstick);
            await LoadAsync("  one told again: all but the writing", listening.Address, teams, one, yardstick, isToldAgain: true);
            // As many different ones as a run needs would take minutes to sign: they come round again only after the bot has forgotten them, for it remembers a thousand.
            await LoadAsync("  each with a token of its own", listening.Address, teams, [.. Enumerable.Range(0, Tokens).AsParallel().Select(n => teams.Tokens.Issue(claims => claims["n"] = n))], yardstick);
        }

        await using (var working = await HostAsync(teams, works: true)) await LoadAsync("message -> 202, stored; carried out meanwhile", working.Address, teams, one, yardstick);
    }

    private static async Task<Load> LoadAsync(string what, Uri address, TeamsDouble teams, string[] tokens, Load? yardstick, bool isToldAgain = false)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address };
        var (before, after) = Written(teams);
        Task PostAsync() => MessageAsync(client, tokens, (before, after), isToldAgain);
        await Measure.LoadAsync(Connections, Time, _ => PostAsync()); // longer than elsewhere: the way in is long, and compiled anew while it is hot
        var spent = Environment.CpuUsage.TotalTime;
        var full = await Measure.LoadAsync(Connections, Time, _ => PostAsync());
        spent = Environment.CpuUsage.TotalTime - spent;
        Measure.Print(what, full.ToString());
        // Beside others on the machine this tells more than the rate.
        Measure.Print("  processor time for each, caller included", FormattableString.Invariant($"{spent.TotalMicroseconds / full.Milliseconds.Length,8:N0} us"));
        if (yardstick is null) return full;
        Measure.Print("  ratio to the yardstick", FormattableString.Invariant($"{yardstick.PerSecond / full.PerSecond:0.0}x"));
        Measure.Print("  the same at 500/s", (await Measure.PaceAsync(500, Time, _ => PostAsync())).ToString());
        return full;
    }

    private static async Task MessageAsync(HttpClient client, string[] tokens, (string Before, string After) body, bool isToldAgain)
    {
        var id = isToldAgain ? 1_699_999_999_999 : Interlocked.Increment(ref ids);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.Before}{id}{body.After}{id}\"}}"))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[id % tokens.Length]);
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>What Teams writes, but for the message's id and what follows the mention, which is the same number.</summary>
    private static (string Before, string After) Written(TeamsDouble teams)
    {
        var activity = teams.Activities.Message(teams.Person("ana").State, teams.Channel("bench").State, "1700000000000", "", "help", mention: true);
        activity.Remove("id");
        var text = activity["text"]!.ToString();
        activity.Remove("text");
        var json = activity.ToJsonString();
        return ($"{json[..^1]},\"id\":\"", $"\",\"text\":\"{text} ");
    }

    private static Task<Served> HostAsync(TeamsDouble teams, bool works) => Served.HostAsync(works, teams.Options.Select(static option => $"--{option.Key}={option.Value}"));

    /// <param name="log">Where it keeps what it was told; null when it keeps nothing.</param>
    private static Task<Served> BareAsync(TeamsDouble teams, AppendLog? log)
    {
        var handler = new JsonWebTokenHandler();
        var keys = JsonWebKeySet.Create(new JsonObject { ["keys"] = new JsonArray([.. teams.Tokens.Published.Select(static key => (JsonNode)key.Jwk())]) }.ToJsonString());
        var demands = new TokenValidationParameters { ValidIssuer = TestKit.Teams.TeamsTokens.Issuer, ValidAudience = teams.AppId, IssuerSigningKeys = keys.GetSigningKeys(), ValidAlgorithms = ["RS256"], ClockSkew = TimeSpan.FromMinutes(5) };
        return Served.BareAsync("/api/messages", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var result = await handler.ValidateTokenAsync(request.Headers.Authorization.ToString()["Bearer ".Length..], demands);
            if (!result.IsValid) return Results.Unauthorized();
            if (log is not null) await log.AppendAsync(body.ToArray());
            return Results.Accepted();
        });
    }
}
