using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Slack;

/// <summary>Socket Mode: the connections the app has opened. Each payload goes to any one of them.</summary>
internal sealed class SlackSockets(SlackDouble slack) : IDisposable
{
    private const int MostConnections = 10;
    private readonly ConcurrentDictionary<string, bool> tickets = new();
    private readonly List<SlackSocket> open = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private int made;
    private int next;
    private int accepted;

    /// <summary>How many connections have been told hello and are open.</summary>
    public int Count => Open().Count;

    /// <summary>How many were ever accepted.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>The next connections are accepted and never greeted.</summary>
    public int NeverHello { get; set; }

    /// <summary>The next connections are refused at the door.</summary>
    public int Refuse { get; set; }

    /// <summary>The next envelopes break off in the middle, connection and all.</summary>
    public int CutMidEnvelope { get; set; }

    /// <summary>The next envelopes arrive whole, but the connection is gone before the app can acknowledge.</summary>
    public int CutBeforeAck { get; set; }

    public string NewTicket()
    {
        var ticket = string.Create(CultureInfo.InvariantCulture, $"ticket-{Interlocked.Increment(ref made)}");
        tickets[ticket] = true;
        return $"ws://{slack.Address.Authority}/link/?ticket={ticket}&app_id={SlackState.AppId}";
    }

    /// <summary>Waits until so many connections are open.</summary>
    public Task Expect(int count) => slack.ExpectAsync(() => Count >= count ? this : null, () => $"There are {Count} connections, not {count}.");

    /// <summary>Says a disconnect frame on every connection: warning, refresh_requested, link_disabled, too_many_websockets. All but a warning end the connection.</summary>
    public async Task SayDisconnect(string reason)
    {
        foreach (var socket in Open())
        {
            await socket.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "double" } }.ToJsonString());
            if (reason != "warning") await socket.CloseAsync();
        }
    }

    /// <summary>Says a frame of one's own on every connection.</summary>
    public async Task SayRaw(string text)
    {
        foreach (var socket in Open()) await socket.SendAsync(text);
    }

    /// <summary>Cuts every connection without a word.</summary>
    public void DropAll()
    {
        foreach (var socket in Open()) socket.Abort();
    }

    /// <summary>Cuts one connection without a word.</summary>
    public void DropOne() => Open().FirstOrDefault()?.Abort();

    public async Task AcceptAsync(HttpContext http)
    {
        var ticket = http.Request.Query["ticket"].ToString();
        if (Refuse > 0 || !http.WebSockets.IsWebSocketRequest || !tickets.TryRemove(ticket, out _) || Count >= MostConnections)
        {
            if (Refuse > 0) Refuse--;
            http.Response.StatusCode = 403;
            return;
        }

        using var socket = new SlackSocket(await http.WebSockets.AcceptWebSocketAsync(), closing.Token);
        Interlocked.Increment(ref accepted); // two may come at the same moment
        if (NeverHello > 0)
        {
            NeverHello--;
        }
        else
        {
            lock (gate) open.Add(socket);
            await socket.SendAsync(new JsonObject
            {
                ["type"] = "hello",
                ["num_connections"] = Count,
                ["debug_info"] = new JsonObject { ["host"] = "double", ["approximate_connection_time"] = 18060 },
                ["connection_info"] = new JsonObject { ["app_id"] = SlackState.AppId },
            }.ToJsonString());
        }

        try
        {
            await socket.ListenAsync();
        }
        finally
        {
            lock (gate) open.Remove(socket);
        }
    }

    /// <summary>Brings a parcel to one connection; nothing when there is none or it does not acknowledge in time.</summary>
    public async Task<SlackReceipt> SendAsync(SlackParcel parcel)
    {
        var sockets = Open();
        if (sockets.Count == 0) return SlackReceipt.Nothing;
        var socket = sockets[Interlocked.Increment(ref next) % sockets.Count];
        var id = string.Create(CultureInfo.InvariantCulture, $"envelope-{Interlocked.Increment(ref made)}");
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = parcel.EnvelopeType,
            ["payload"] = parcel.Payload.DeepClone(),
            ["accepts_response_payload"] = parcel.Kind != SlackParcelKind.Event,
        };
        if (parcel.Kind == SlackParcelKind.Event)
        {
            envelope["retry_attempt"] = parcel.Retry;
            envelope["retry_reason"] = parcel.RetryReason ?? "";
        }

        if (CutMidEnvelope > 0)
        {
            CutMidEnvelope--;
            await socket.SendHalfAsync(envelope.ToJsonString());
            return SlackReceipt.Nothing;
        }

        var acknowledged = socket.Await(id);
        if (!await socket.SendAsync(envelope.ToJsonString())) return SlackReceipt.Nothing;
        if (CutBeforeAck > 0)
        {
            CutBeforeAck--;
            await socket.CloseAfterAckAsync(acknowledged, slack.Deadline);
            return SlackReceipt.Nothing;
        }

        var done = await Task.WhenAny(acknowledged, socket.Ended, Task.Delay(slack.Deadline, TimeProvider.System, CancellationToken.None));
        return done == acknowledged ? new SlackReceipt(200, (await acknowledged)?.ToJsonString() ?? "") : SlackReceipt.Nothing;
    }

    public void Dispose()
    {
        closing.Cancel();
        DropAll();
        closing.Dispose();
    }

    private List<SlackSocket> Open()
    {
        lock (gate) return [.. open.Where(static socket => socket.IsOpen)];
    }
}
