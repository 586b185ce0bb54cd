using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.TestKit.Slack;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Bench;

/// <summary>A signed slash command until it is acknowledged, durably stored, against a bare endpoint that only checks the same HMAC. 16 connections. Budget: within 2x, p99 under 20 ms at 500/s.
/// With CHATOPS_BENCH_BOLT naming the address of a server made with the vendor's own SDK (tests/npm-slack), that one too.</summary>
internal static class SlackBench
{
    private const int Connections = 16;
    private const string Secret = "8f3c1b7d20e94a6f8f3c1b7d20e94a6f";
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);
    private static long triggers;

    public static async Task RunAsync()
    {
        await using var bare = await BareAsync();
        var yardstick = await LoadAsync("yardstick: bare endpoint, HMAC only, stores nothing", bare.Address, null);
        if (Environment.GetEnvironmentVariable("CHATOPS_BENCH_BOLT") is { Length: > 0 } bolt) await LoadAsync("the vendor's own SDK, stores nothing", new Uri(bolt), yardstick);

        await using var slack = await SlackDouble.StartAsync();
        await using (var listening = await HostAsync(slack, works: false))
        {
            await LoadAsync("slash command -> 200, stored; carried out later", listening.Address, yardstick);
            await LoadAsync("  one told again: all but the writing", listening.Address, yardstick, isToldAgain: true);
        }

        await using (var working = await HostAsync(slack, works: true)) await LoadAsync("slash command -> 200, stored; carried out meanwhile", working.Address, yardstick);
    }

    private static async Task<Load> LoadAsync(string what, Uri address, Load? yardstick, bool isToldAgain = false)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address };
        await Measure.LoadAsync(Connections, TimeSpan.FromSeconds(2), _ => SlashAsync(client, isToldAgain));
        var full = await Measure.LoadAsync(Connections, Time, _ => SlashAsync(client, isToldAgain));
        Measure.Print(what, full.ToString());
        if (yardstick is null) return full;
        Measure.Print("  ratio to the yardstick", FormattableString.Invariant($"{yardstick.PerSecond / full.PerSecond:0.0}x"));
        Measure.Print("  the same at 500/s", (await Measure.PaceAsync(500, Time, _ => SlashAsync(client, isToldAgain))).ToString());
        return full;
    }

    private static async Task SlashAsync(HttpClient client, bool isToldAgain)
    {
        var number = isToldAgain ? 0 : Interlocked.Increment(ref triggers);
        var body = string.Create(CultureInfo.InvariantCulture, $"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T0CHATOPS1&team_domain=double&channel_id=C0BENCH{number % 8}&channel_name=sec&user_id=U0BENCH&user_name=ana&command=%2Finvestigate&text=help&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0DOUBLE%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.{number:x32}");
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/commands") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        // No charset, as Slack sends it: the vendor's own SDK does not know a form that has one.
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", SlackDouble.Sign(Secret, timestamp, body));
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static Task<Served> HostAsync(SlackDouble slack, bool works) =>
        Served.HostAsync(works, $"--Slack:SigningSecret={Secret}", $"--Slack:BotToken={slack.BotToken}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}");

    private static Task<Served> BareAsync() => Served.BareAsync("/slack/commands", static async (HttpRequest request) =>
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var signed = SlackDouble.Sign(Secret, request.Headers["X-Slack-Request-Timestamp"].ToString(), Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        var given = Encoding.ASCII.GetBytes(request.Headers["X-Slack-Signature"].ToString());
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signed), given) ? Results.Ok() : Results.Unauthorized();
    });
}
