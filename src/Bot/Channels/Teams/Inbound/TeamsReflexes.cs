namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who answers which invoke, and no later than the person's client waits: what takes longer goes on, and the person is told so.</summary>
internal sealed partial class TeamsReflexes(IEnumerable<ITeamsReflex> reflexes, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<TeamsReflexes> logger)
{
    /// <summary>Teams repeats after 15 s; people give up sooner.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    /// <summary>Answers to a message extension are waited for some 5 s.</summary>
    public static readonly TimeSpan ExtensionDeadline = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, ITeamsReflex> byName = reflexes
        .SelectMany(static reflex => reflex.Names.Select(name => (Name: name, Reflex: reflex)))
        .ToDictionary(static each => each.Name, static each => each.Reflex, StringComparer.Ordinal);

    /// <summary>Null when nobody answers invokes of this name; those of old cards have none.</summary>
    public ITeamsReflex? Of(string? name) => name is null ? null : byName.GetValueOrDefault(name);

    public async Task<TeamsReply> AnswerAsync(ITeamsReflex reflex, Heard invoke)
    {
        var name = invoke.Payload.Text("name")!;
        // Not cancelled when time is up, or the client has gone: what it does is then only half said, not half done.
        var answer = Task.Run(() => reflex.AnswerAsync(invoke, lifetime.ApplicationStopping));
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(answer, Task.Delay(TeamsReplies.IsOfExtension(name) ? ExtensionDeadline : Deadline, time, enough.Token));
        await enough.CancelAsync();
        if (answer.IsCompleted) return await answer;
        Log.Late(logger, name);
        _ = answer.ContinueWith(failed => Log.Failed(logger, failed.Exception!.GetBaseException(), name), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return TeamsReplies.Words(name, "This takes longer than usual, and goes on. If nothing comes of it within a minute, please try again.");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The invoke '{Name}' was not answered in time; the person was told that it goes on")]
        public static partial void Late(ILogger logger, string name);

        [LoggerMessage(2, LogLevel.Warning, "The invoke '{Name}', which was not answered in time, failed after that")]
        public static partial void Failed(ILogger logger, Exception failure, string name);
    }
}
