using ChatOps.Bot.Channels.Teams.Inbound;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>An answer in time, whatever happens: a person's client shows an error when ours is late, and asks again.</summary>
internal sealed partial class TeamsPatience(TimeProvider time, ILogger<TeamsPatience> log)
{
    /// <summary>Dialogs: Teams gives up after 15 seconds.</summary>
    public static readonly TimeSpan Dialog = TimeSpan.FromSeconds(8);

    /// <summary>The message extension: Teams gives up after 5 seconds.</summary>
    public static readonly TimeSpan Extension = TimeSpan.FromSeconds(4);

    /// <summary>Reads something; what comes too late is thrown away.</summary>
    public async Task<TeamsReply> ReadAsync(Func<CancellationToken, Task<TeamsReply>> read, TimeSpan most, TeamsReply late, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = read(stop.Token);
        if (await IsInTimeAsync(reading, most, cancellationToken)) return await reading;
        await stop.CancelAsync();
        _ = ForgottenAsync(reading);
        return late;
    }

    /// <summary>Does something that is done to its end even when its answer comes too late.</summary>
    /// <param name="late">Says that it is on its way.</param>
    public async Task<TeamsReply> DoAsync(Func<CancellationToken, Task<TeamsReply>> act, TimeSpan most, TeamsReply late, CancellationToken cancellationToken)
    {
        var doing = act(CancellationToken.None);
        if (await IsInTimeAsync(doing, most, cancellationToken)) return await doing;
        _ = ForgottenAsync(doing);
        return late;
    }

    private async Task<bool> IsInTimeAsync(Task<TeamsReply> work, TimeSpan most, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(work, Task.Delay(most, time, stop.Token));
        await stop.CancelAsync();
        return first == work;
    }

    private async Task ForgottenAsync(Task<TeamsReply> work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
#pragma warning disable CA1031 // an edge: the request it was for is answered already, and nobody else would see it
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.TooLate(log, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Something a person did in a dialog of Teams failed after it was answered that it is on its way")]
        public static partial void TooLate(ILogger log, Exception failure);
    }
}
