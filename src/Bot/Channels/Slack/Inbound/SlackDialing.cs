using System.Net.WebSockets;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Asks Slack for a connection and makes it. Never throws for what Slack or the network does.</summary>
internal sealed class SlackDialing(SlackApi api, SlackOptions options, SlackEar ear, TimeProvider time, ILogger<SlackConnection> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A token that is refused is not better a second later.
    private static readonly TimeSpan UntilRepaired = TimeSpan.FromMinutes(5);

    public async Task<SlackDialed> DialAsync(CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync("apps.connections.open", [], options.AppToken, cancellationToken);
        if (answer is SlackOk ok && Address(ok.Text("url")) is { } address) return await ConnectAsync(address, cancellationToken);
        var failed = answer is SlackOk ? new NotDelivered(DeliveryFailure.Unknown, "apps.connections.open gave no address") : SlackErrors.Of("apps.connections.open", answer);
        return failed.Failure is DeliveryFailure.CredentialRevoked
            ? new SlackNotDialed($"{failed.Detail}. Slack:AppToken has to be an app-level token (xapp-…) with the scope connections:write, and Socket Mode has to be on in the app's settings", UntilRepaired, IsToRepair: true)
            : new SlackNotDialed(failed.Detail, failed.Failure is DeliveryFailure.RateLimited ? failed.RetryAfter : null, IsToRepair: false);
    }

    /// <summary>Only an encrypted way, or one on this machine.</summary>
    private static Uri? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeWss || (address.Scheme == Uri.UriSchemeWs && address.IsLoopback)) ? address : null;

    private async Task<SlackDialed> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        var connection = new SlackConnection(socket, ear, time, logger);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var listening = Task.CompletedTask;
        try
        {
            await socket.ConnectAsync(address, either.Token);
            listening = connection.ListenAsync();
            if (await Task.WhenAny(connection.Greeted.WaitAsync(either.Token), listening) != listening && connection.Greeted.IsCompletedSuccessfully) return new SlackLine(connection, listening);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // told below, unless the host stops
        }

        await connection.CloseAsync(listening);
        connection.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return new SlackNotDialed("Slack gave an address, and no connection to it came about within 10 seconds", null, IsToRepair: false);
    }
}

internal abstract record SlackDialed;

/// <summary>A connection that was greeted.</summary>
/// <param name="Listening">Completes when it ends.</param>
internal sealed record SlackLine(SlackConnection Connection, Task Listening) : SlackDialed
{
    /// <summary>Ends it from our side.</summary>
    public async Task EndAsync()
    {
        await Connection.CloseAsync(Listening);
        Connection.Dispose();
    }
}

/// <param name="After">Slack's wish, or when it may be repaired; null for our own schedule.</param>
/// <param name="IsToRepair">Whether somebody has to do something first.</param>
internal sealed record SlackNotDialed(string Why, TimeSpan? After, bool IsToRepair) : SlackDialed;
