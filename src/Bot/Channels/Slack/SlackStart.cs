using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Learns who we are before anything is heard or said. Once known, a Slack that is silent or refuses the token does not keep the host from starting: findings still come in, and what is to be said waits.</summary>
internal sealed partial class SlackStart(SlackApi api, SlackIdentity identity, IChatIdentities identities, IJobQueue queue, ILogger<SlackStart> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var known = await identities.OfAsync(SlackOptions.Vendor, cancellationToken) is [var newest, ..] ? newest : null;
        if (known is not null) identity.Set(known);
        switch (await SlackPatience.OfAsync(stop => api.CallAsync("auth.test", [], stop), Patience, TimeProvider.System, cancellationToken))
        {
            case SlackOk ok when Read(ok) is { } told:
                identity.Set(told, ok.Text("user") ?? "", ok.Scopes);
                await identities.SaveAsync(told, cancellationToken);
                await StartLanesAsync(told, cancellationToken);
                break;
            case SlackRefused refused when SlackErrors.ClassOf(refused.Error) == DeliveryFailure.CredentialRevoked:
                if (known is null) throw new InstallationException(Refused(refused));
                Log.Refused(logger, refused.ToString(), known.Workspace);
                break;
            case var answer:
                if (known is null) throw new InstallationException(Silent(answer));
                Log.Silent(logger, Words(answer), known.Workspace);
                break;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Null when the answer does not say who we are.</summary>
    private static ChatIdentity? Read(SlackOk ok) => ok.Text("team_id") is { Length: > 0 } team && ok.Text("user_id") is { Length: > 0 } user
        ? new ChatIdentity(SlackOptions.Vendor, team, ok.Text("team") ?? team, user, ok.Text("bot_id") ?? "")
        : null;

    /// <summary>The token is good, so lanes that stopped over the last one can go on. Those that stopped over their channel find out again with one call.</summary>
    private async Task StartLanesAsync(ChatIdentity told, CancellationToken cancellationToken)
    {
        var started = await queue.StartLanesAsync($"{SlackOptions.Vendor}:{told.Workspace}/", cancellationToken)
            + await queue.StartLanesAsync($"slack-answer/{told.Workspace}/", cancellationToken);
        if (started > 0) Log.LanesStarted(logger, started, told.Workspace);
    }

    private static string Refused(SlackRefused refused) =>
        $"Slack refuses the token ({refused}): Slack:BotToken. Install the app to the workspace and copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of the app.";

    private static string Silent(SlackAnswer answer) =>
        $"Slack cannot be reached ({Words(answer)}), and the first start needs it to learn who the app is. Look at the network, the proxy and Slack:ApiBaseUrl, and start again.";

    private static string Words(SlackAnswer answer) => answer switch
    {
        SlackRefused refused => refused.ToString(),
        SlackUnknown unknown => unknown.Why,
        _ => "the answer to auth.test names no workspace",
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Slack refuses the token: {Why}. Nothing is said in {Workspace} until Slack:BotToken is a good one; nothing is lost")]
        public static partial void Refused(ILogger logger, string why, string workspace);

        [LoggerMessage(2, LogLevel.Warning, "Slack cannot be reached: {Why}. Going on as the app it knew in {Workspace}")]
        public static partial void Silent(ILogger logger, string why, string workspace);

        [LoggerMessage(3, LogLevel.Information, "{Count} stopped lanes of {Workspace} are tried again")]
        public static partial void LanesStarted(ILogger logger, int count, string workspace);
    }
}
