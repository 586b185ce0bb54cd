using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>
/// A Slack on a loopback port that speaks Slack's protocol over HTTP and WebSocket, with the verbs of a person and with faults. It knows nothing of the product:
/// whatever it accepts, Slack accepts as far as the vendor's pages say, and whatever Slack refuses it refuses.
/// </summary>
internal sealed class SlackDouble : IAsyncDisposable
{
    private readonly SlackServer server;

    private SlackDouble(TimeProvider time)
    {
        State = new SlackState(time);
        Faults = new SlackFaults(this);
        Sockets = new SlackSockets(this);
        Deliveries = new SlackDeliveries(this);
        server = new SlackServer(this);
    }

    /// <summary>Where the Web API answers, with the slash at its end.</summary>
    public Uri ApiBaseUrl => new(server.Address, "api/");

    /// <summary>The host that response_urls name.</summary>
    public string ResponseHost => server.Address.Host;

    public string SigningSecret { get; set; } = "8f3c1b7d20e94a6f8f3c1b7d20e94a6f";

    public string BotToken => State.BotToken;

    public string AppToken => State.AppToken;

    public string TeamId { get; } = SlackState.TeamId;

    public string AppId { get; } = SlackState.AppId;

    public string BotId { get; } = SlackState.BotId;

    public string BotUserId { get; } = SlackState.BotUserId;

    public SlackFaults Faults { get; }

    public SlackSockets Sockets { get; }

    public SlackDeliveries Deliveries { get; }

    /// <summary>What no part of Slack would have understood: unknown methods and paths. A test ends with this empty.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>What Slack refused for its form, with the reasons; an orderly product leaves this empty.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Every call of the Web API, in order of arrival.</summary>
    public IReadOnlyList<SlackCall> Calls => State.Read(static state => state.Calls.ToArray());

    /// <summary>Everything the app put before people's eyes, with its time: messages, files, private answers.</summary>
    public IReadOnlyList<SlackPost> Posts => State.Read(static state => state.Posts.ToArray());

    /// <summary>How often the bytes of a file were asked for.</summary>
    public int Downloads => State.Read(static state => state.Downloads.Count);

    /// <summary>How long Slack waits for an answer: three seconds.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the Expect verbs wait.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    internal SlackState State { get; }

    internal Uri Address => server.Address;

    /// <param name="time">The clock that ts, trigger ids, response_urls and signatures are taken from; the system's when none is given.</param>
    public static async Task<SlackDouble> StartAsync(TimeProvider? time = null)
    {
        var slack = new SlackDouble(time ?? TimeProvider.System);
        await slack.server.StartAsync();
        slack.Deliveries.Start();
        return slack;
    }

    /// <summary>Tells Slack the app's request URLs: four paths below <paramref name="edge"/>, or the one path /slack. Without this, Socket Mode is used.</summary>
    public void Connect(Uri edge, bool onePath = false) => Deliveries.Target = new SlackTarget(edge, onePath);

    /// <summary>The person of that name, made when new.</summary>
    public SlackTeammate Person(string name) => new(this, State.PersonId(name), name);

    /// <summary>The channel of that name, made when new; the app is a member of it.</summary>
    public SlackPlace Channel(string name) => new(this, State.ChannelId(name));

    /// <summary>A channel by its id, as others name it.</summary>
    public SlackPlace ChannelById(string id) => new(this, id);

    /// <summary>A user group with these members; its id.</summary>
    public string Group(string handle, params SlackTeammate[] members) => State.Group(handle, members.Select(static member => member.Id));

    /// <summary>From now on the tokens are worth nothing.</summary>
    public void RevokeToken() => State.TokenError = "token_revoked";

    public void RestoreToken() => State.TokenError = null;

    /// <summary>Another bot token takes the place of the old one, as after a reinstallation.</summary>
    public void ReplaceBotToken(string token) => State.BotToken = token;

    /// <summary>Answers the product's request-URL check as Slack does when it is typed into the app's settings.</summary>
    public Task<SlackReceipt> VerifyUrl(string challenge) =>
        Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Event, new JsonObject { ["token"] = "legacy", ["challenge"] = challenge, ["type"] = "url_verification" }));

    /// <summary>The app is removed from the workspace: its tokens die and it is told so twice.</summary>
    public async Task Uninstall()
    {
        RevokeToken();
        await Deliveries.EventAsync(new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(BotUserId) } });
        await Deliveries.EventAsync(new JsonObject { ["type"] = "app_uninstalled" });
    }

    /// <summary>Slack stops sending events for a while and says so.</summary>
    public Task<SlackReceipt> SayEventsAreLimited() => Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Event, new JsonObject
    {
        ["token"] = "legacy",
        ["type"] = "app_rate_limited",
        ["team_id"] = TeamId,
        ["minute_rate_limited"] = State.Time.GetUtcNow().ToUnixTimeSeconds() / 60 * 60,
        ["api_app_id"] = AppId,
    }));

    /// <summary>What a request of Slack carries: v0, the time and the body under the signing secret.</summary>
    public static string Sign(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    /// <summary>Waits, at most as long as <see cref="Patience"/>, until there is one.</summary>
    public async Task<T> ExpectAsync<T>(Func<T?> look, Func<string> otherwise)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (look() is { } found) return found;
            // The product works on its own threads; from outside it can only be watched.
            if (patience.IsCancellationRequested) throw new SlackExpectation($"{otherwise()}\nUnexpected: {string.Join("; ", Unexpected)}\nRefused: {string.Join("; ", Refused)}");
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Deliveries.DisposeAsync();
        Sockets.Dispose();
        await server.DisposeAsync();
    }

    internal static bool IsGood(HttpStatusCode status) => (int)status is >= 200 and < 300;
}
