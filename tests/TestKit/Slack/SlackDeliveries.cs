using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ChatOps.TestKit.Slack;

/// <summary>The way to the app: signed requests or envelopes. Events go one after the other, are tried again at once when they fail, and then when a test asks for it.</summary>
internal sealed class SlackDeliveries(SlackDouble slack) : IAsyncDisposable
{
    private const int MostRetries = 3;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Channel<(JsonObject Envelope, TaskCompletionSource<SlackReceipt> Done)> queue = Channel.CreateUnbounded<(JsonObject, TaskCompletionSource<SlackReceipt>)>();
    private readonly ConcurrentQueue<SlackDelivery> all = new();
    private readonly Lock gate = new();
    private readonly List<SlackParcel> failed = [];
    private List<JsonObject>? held;
    private Task? pump;
    private int queued;
    private int events;

    /// <summary>The app's request URLs; null = Socket Mode.</summary>
    public SlackTarget? Target { get; set; }

    /// <summary>Every attempt, in order.</summary>
    public IReadOnlyList<SlackDelivery> All => [.. all];

    /// <summary>Events that failed and wait to be tried again.</summary>
    public IReadOnlyList<SlackParcel> AwaitingRetry
    {
        get
        {
            lock (gate) return [.. failed];
        }
    }

    internal ConcurrentDictionary<string, (string Channel, string Ts)> Unfurls { get; } = new();

    public void Start() => pump = PumpAsync();

    /// <summary>Waits until every event queued so far has been brought.</summary>
    public Task Quiet() => slack.ExpectAsync(() => Volatile.Read(ref queued) == 0 ? this : null, () => $"{queued} events still wait.");

    /// <summary>An event, brought behind those that wait already.</summary>
    public void Queue(JsonObject told) => _ = EventAsync(told);

    /// <summary>An event; completes when it was brought, or at once while events are held.</summary>
    public Task<SlackReceipt> EventAsync(JsonObject told)
    {
        var envelope = Envelope(told);
        lock (gate)
        {
            if (held is not null)
            {
                held.Add(envelope);
                return Task.FromResult(SlackReceipt.Nothing);
            }
        }

        return EnqueueAsync(envelope);
    }

    /// <summary>Tries the failed events once more, as Slack does after one and after five minutes.</summary>
    public async Task Retry()
    {
        foreach (var parcel in AwaitingRetry)
        {
            lock (gate) failed.Remove(parcel);
            await TryAsync(parcel with { Retry = parcel.Retry + 1, RetryReason = parcel.RetryReason ?? "http_timeout" });
        }
    }

    /// <summary>Brings something once, over HTTP or a socket, and keeps what came of it.</summary>
    public async Task<SlackReceipt> SendAsync(SlackParcel parcel)
    {
        var told = Target is { } target ? await PostAsync(target, parcel) : await slack.Sockets.SendAsync(parcel);
        all.Enqueue(new SlackDelivery(slack, parcel, told));
        return told;
    }

    public void Hold()
    {
        lock (gate) held ??= [];
    }

    public async Task ReleaseAsync(bool backwards)
    {
        List<JsonObject> waiting;
        lock (gate)
        {
            waiting = held ?? [];
            held = null;
        }

        if (backwards) waiting.Reverse();
        foreach (var envelope in waiting) await EnqueueAsync(envelope);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        http.CancelPendingRequests();
        if (pump is not null) await Task.WhenAny(pump, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None));
        http.Dispose();
    }

    private Task<SlackReceipt> EnqueueAsync(JsonObject envelope)
    {
        var done = new TaskCompletionSource<SlackReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref queued);
        if (!queue.Writer.TryWrite((envelope, done))) done.TrySetResult(SlackReceipt.Nothing);
        return done.Task;
    }

    private async Task PumpAsync()
    {
        await foreach (var (envelope, done) in queue.Reader.ReadAllAsync())
        {
            var parcel = new SlackParcel(SlackParcelKind.Event, envelope);
            try
            {
                var told = await TryAsync(parcel);
                if (slack.Faults.DuplicateEvents > 0)
                {
                    slack.Faults.DuplicateEvents--;
                    await SendAsync(parcel);
                }

                done.TrySetResult(told);
            }
            catch (Exception e)
            {
                // One event that cannot be brought must not silence the others; the test sees why.
                slack.Unexpected.Enqueue($"the double itself: {e}");
                done.TrySetResult(SlackReceipt.Nothing);
            }
            finally
            {
                Interlocked.Decrement(ref queued);
            }
        }
    }

    /// <summary>Once, and once more at once; what still fails waits.</summary>
    private async Task<SlackReceipt> TryAsync(SlackParcel parcel)
    {
        var told = await SendAsync(parcel);
        // Nobody has ever connected: nobody is there to try again for.
        if (told.IsGood || (Target is null && slack.Sockets.Accepted == 0)) return told;
        if (parcel.Retry == 0)
        {
            parcel = parcel with { Retry = 1, RetryReason = told.Status == 0 ? "http_timeout" : "http_error" };
            told = await SendAsync(parcel);
        }

        if (told.IsGood || parcel.Retry >= MostRetries) return told;
        lock (gate) failed.Add(parcel);
        return told;
    }

    private async Task<SlackReceipt> PostAsync(SlackTarget target, SlackParcel parcel)
    {
        var (body, type) = parcel.Kind switch
        {
            SlackParcelKind.Event => (parcel.Payload.ToJsonString(), "application/json"),
            SlackParcelKind.Command => (Form(parcel.Payload.Select(static field => (field.Key, field.Value?.ToString() ?? ""))), "application/x-www-form-urlencoded"),
            _ => (Form([("payload", parcel.Payload.ToJsonString())]), "application/x-www-form-urlencoded"),
        };
        using var deadline = new CancellationTokenSource(slack.Deadline);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.For(parcel.Kind)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        // No charset: Slack sends none, and its own library does not know a form that has one.
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var timestamp = slack.State.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", SlackDouble.Sign(slack.SigningSecret, timestamp, body));
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0 (+https://api.slack.com/robots)");
        if (parcel.Retry > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", parcel.Retry.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", parcel.RetryReason);
        }

        try
        {
            using var answer = await http.SendAsync(request, deadline.Token);
            return new SlackReceipt((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(deadline.Token));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return SlackReceipt.Nothing;
        }
    }

    private static string Form(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(static field => $"{field.Name}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));

    private JsonObject Envelope(JsonObject told)
    {
        told["event_ts"] ??= slack.State.NextTs();
        var number = Interlocked.Increment(ref events);
        return new JsonObject
        {
            ["token"] = "legacy",
            ["team_id"] = SlackState.TeamId,
            ["context_team_id"] = SlackState.TeamId,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = SlackState.AppId,
            ["event"] = told,
            ["type"] = "event_callback",
            ["event_id"] = string.Create(CultureInfo.InvariantCulture, $"Ev0DOUBLE{number:D6}"),
            ["event_time"] = slack.State.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = SlackState.TeamId, ["user_id"] = SlackState.BotUserId, ["is_bot"] = true, ["is_enterprise_install"] = false }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = string.Create(CultureInfo.InvariantCulture, $"4-double-{number}"),
        };
    }
}
