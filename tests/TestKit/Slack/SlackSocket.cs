using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>One connection of Socket Mode, seen from Slack.</summary>
internal sealed class SlackSocket(WebSocket socket, CancellationToken closing) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> awaited = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => socket.State == WebSocketState.Open && !ended.Task.IsCompleted;

    public Task Ended => ended.Task;

    /// <summary>Completes with the ack's payload.</summary>
    public Task<JsonNode?> Await(string envelope) => awaited.GetOrAdd(envelope, static _ => new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Reads acks until the connection ends.</summary>
    public async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        using var whole = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), closing);
                if (part.MessageType == WebSocketMessageType.Close) break;
                whole.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Take(Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length));
                whole.SetLength(0);
            }

            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, closing);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // the other side is gone: that is what a test of sockets is about
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    public async Task<bool> SendAsync(string text)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, closing);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Half a text frame, then nothing any more.</summary>
    public async Task SendHalfAsync(string text)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text[..(text.Length / 2)]), WebSocketMessageType.Text, false, closing);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // it is cut anyway
        }
        finally
        {
            turn.Release();
        }

        Abort();
    }

    /// <summary>Lets the app send its ack, but Slack never hears it: the connection is cut first.</summary>
    public async Task CloseAfterAckAsync(Task acknowledged, TimeSpan patience)
    {
        await Task.WhenAny(acknowledged, ended.Task, Task.Delay(patience, TimeProvider.System, CancellationToken.None));
        Abort();
    }

    public async Task CloseAsync()
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, closing);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // closed already
        }

        ended.TrySetResult();
    }

    public void Abort()
    {
        ended.TrySetResult();
        socket.Abort();
    }

    /// <summary>The turn is not disposed of: whoever is sending while the connection ends still gives it back, and nothing of it is left behind.</summary>
    public void Dispose() => socket.Dispose();

    private void Take(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject ack && ack["envelope_id"]?.ToString() is { } id && awaited.TryRemove(id, out var waiting)) waiting.TrySetResult(ack["payload"]?.DeepClone());
        }
        catch (JsonException)
        {
            Abort(); // Slack ends a connection that talks nonsense
        }
    }
}
