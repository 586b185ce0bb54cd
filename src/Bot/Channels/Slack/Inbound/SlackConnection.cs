using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>One connection of Socket Mode. What it brings is acknowledged on it, once it is kept.</summary>
internal sealed partial class SlackConnection(WebSocket socket, SlackEar ear, TimeProvider time, ILogger logger) : IDisposable
{
    private const int LongestFrame = 1 << 20;
    private static readonly TimeSpan GoodBye = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Slack has said hello.</summary>
    public Task Greeted => greeted.Task;

    /// <summary>Slack said that it will end this connection; the reason.</summary>
    public Task<string> Leaving => leaving.Task;

    /// <summary>Until the connection ends, by either side. Never throws.</summary>
    public async Task ListenAsync()
    {
        var buffer = new byte[16 * 1024];
        var answering = new List<Task>();
        try
        {
            while (await ReceiveAsync(buffer) is { } frame)
            {
                answering.RemoveAll(static task => task.IsCompleted);
                if (SlackEnvelope.Read(frame) is not { } envelope) Log.NoFrame(logger, frame.Length);
                else if (envelope.Type == SlackEnvelope.Hello) greeted.TrySetResult();
                else if (envelope.Type == SlackEnvelope.Disconnect) leaving.TrySetResult(envelope.Reason ?? "");
                // Events keep their order; what may wait for an answer of ours does not hold them up.
                else if (envelope.Type == "events_api") await TakeAsync(envelope);
                else answering.Add(TakeAsync(envelope));
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // cut off: Slack tells again what was not acknowledged
        }

        await Task.WhenAll(answering);
    }

    /// <summary>Says good-bye and waits a moment for the answer.</summary>
    /// <param name="listening">What <see cref="ListenAsync"/> returned.</param>
    public async Task CloseAsync(Task listening)
    {
        try
        {
            await sending.WaitAsync();
            try
            {
                using var patience = new CancellationTokenSource(GoodBye, time);
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
            finally
            {
                sending.Release();
            }

            await listening.WaitAsync(GoodBye, time);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or TimeoutException or IOException)
        {
            // it is gone, or Slack has nothing more to say
        }

        socket.Abort();
        await listening;
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }

    /// <summary>The next whole frame of text; null when Slack closes, or says more than may be.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(byte[] buffer)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            if (whole.Length + part.Count > LongestFrame)
            {
                Log.TooLong(logger);
                socket.Abort();
                return null;
            }

            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return whole.ToArray();
        }
    }

    private async Task TakeAsync(SlackEnvelope envelope)
    {
        try
        {
            // To the end, even while the host stops: half a telling helps nobody.
            var reply = envelope.Telling() is { } telling ? await ear.HearAsync(telling, CancellationToken.None) : null;
            if (envelope.Id is { } id) await AcknowledgeAsync(id, envelope.TakesAnswer ? reply?.Body : null);
        }
#pragma warning disable CA1031 // the socket loop is one of the four edges: whatever it is, Slack is not told that it was heard, and tells again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotTaken(logger, failure, envelope.Type);
        }
    }

    private async Task AcknowledgeAsync(string id, JsonObject? answer)
    {
        var frame = new JsonObject { ["envelope_id"] = id };
        if (answer is not null) frame["payload"] = answer;
        await sending.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or IOException)
        {
            // cut off before it was acknowledged: Slack tells again, and it is known then
        }
        finally
        {
            sending.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A frame of {Length} bytes from Slack could not be read and was left out")]
        public static partial void NoFrame(ILogger logger, int length);

        [LoggerMessage(2, LogLevel.Warning, "Slack sent a frame of more than 1 MB; the connection is made anew")]
        public static partial void TooLong(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "An envelope ({Type}) could not be kept and was not acknowledged; Slack tells again")]
        public static partial void NotTaken(ILogger logger, Exception failure, string type);
    }
}
