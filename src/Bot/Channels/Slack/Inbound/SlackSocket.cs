namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Socket Mode: two connections at all times, so that one can be renewed while the other hears. Each is followed by its successor before it ends.</summary>
internal sealed partial class SlackSocket(SlackDialing dialing, TimeProvider time, ILogger<SlackSocket> logger) : BackgroundService
{
    private const int Connections = 2;

    /// <summary>A connection that lived as long was a good one: what comes after it begins to count anew.</summary>
    private static readonly TimeSpan GoodLife = TimeSpan.FromSeconds(30);

    /// <summary>What is on its way on a connection that was renewed may still arrive.</summary>
    private static readonly TimeSpan Afterlife = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var off = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var all = Enumerable.Range(0, Connections).Select(_ => KeepAsync(off)).ToList();
        await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested) Log.Disabled(logger);
    }

    /// <summary>Keeps one connection until the host stops, or Slack says that Socket Mode is off.</summary>
    private async Task KeepAsync(CancellationTokenSource off)
    {
        var stopping = off.Token;
        SlackLine? before = null;
        var fading = new List<Task>();
        var failures = 0;
        try
        {
            while (true)
            {
                var dialed = await dialing.DialAsync(stopping);
                if (dialed is not SlackLine line)
                {
                    await PauseAsync((SlackNotDialed)dialed, ++failures, stopping);
                    continue;
                }

                var since = time.GetUtcNow();
                if (before is not null) fading.Add(FadeAsync(before, stopping));
                before = line;
                fading.RemoveAll(static task => task.IsCompleted);
                await Task.WhenAny(line.Listening, line.Connection.Leaving).WaitAsync(stopping);
                var reason = line.Connection.Leaving.IsCompletedSuccessfully ? await line.Connection.Leaving : null;
                if (reason == "link_disabled") await off.CancelAsync();
                failures = time.GetUtcNow() - since >= GoodLife ? 0 : failures;
                // Renewed at Slack's wish: at once, while the old one still hears. Cut off, or not wanted: after a pause.
                if (reason is not ("warning" or "refresh_requested")) await PauseAsync(new SlackNotDialed(reason ?? "the connection ended", null, IsToRepair: false), ++failures, stopping);
            }
        }
        finally
        {
            if (before is not null) await before.EndAsync();
            await Task.WhenAll(fading);
        }
    }

    private async Task PauseAsync(SlackNotDialed why, int failures, CancellationToken stopping)
    {
        var pause = why.After ?? SlackBackoff.After(failures, Random.Shared.NextDouble());
        if (why.IsToRepair) Log.Refused(logger, why.Why, pause);
        else Log.Away(logger, why.Why, pause);
        await Task.Delay(pause, time, stopping);
    }

    private async Task FadeAsync(SlackLine line, CancellationToken stopping)
    {
        await Task.WhenAny(line.Listening, Task.Delay(Afterlife, time, stopping));
        await line.EndAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Slack has turned Socket Mode off for the app. Turn it on in the app's settings and start the host again; until then nothing is heard from Slack")]
        public static partial void Disabled(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "Slack cannot be heard: {Why}. Tried again in {Pause}")]
        public static partial void Refused(ILogger logger, string why, TimeSpan pause);

        [LoggerMessage(3, LogLevel.Warning, "A connection to Slack is gone: {Why}. Made anew in {Pause}")]
        public static partial void Away(ILogger logger, string why, TimeSpan pause);
    }
}
