using ChatOps.Bot.Channels.Slack;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Scenarios;

/// <summary>A workspace in which the whole day has been played, over HTTP or over Socket Mode.</summary>
public abstract class SlackDay(bool isSocket) : IAsyncLifetime
{
    internal SlackDouble Slack { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    internal SlackPlace Security { get; private set; } = null!;

    internal SlackTeammate Ana { get; private set; } = null!;

    internal SlackTeammate Ben { get; private set; } = null!;

    /// <summary>The thread the story starts from.</summary>
    internal SlackSaid Story { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Slack = await SlackDouble.StartAsync();
        Slack.Patience = TimeSpan.FromSeconds(60);
        Security = Slack.Channel("security");
        Ana = Slack.Person("ana.weber");
        Ben = Slack.Person("ben.okafor");
        Security.Join(Ana, Ben);
        string[] mode = isSocket ? ["--Slack:Mode=socket", $"--Slack:AppToken={Slack.AppToken}"] : [$"--Slack:SigningSecret={Slack.SigningSecret}"];
        Host = await RunningHost.StartAsync(
            static builder => builder.Services.AddSingleton(new SlackLimits { Gap = TimeSpan.Zero, PostsPerMinute = 100_000, StormPerMinute = 1000 }),
            [
                "--Findings:Source=sample", "--Findings:Replay=instant", $"--Slack:BotToken={Slack.BotToken}", $"--Slack:ApiBaseUrl={Slack.ApiBaseUrl}",
                $"--Slack:ResponseHosts={Slack.ResponseHost}", $"--Slack:DefaultChannel={Security.Id}", .. mode,
            ]);
        if (!isSocket) Slack.Connect(Host.Room.BaseAddress!);
        await Host.QuietAsync();
        Story = await Security.ExpectThread("41 occurrences");
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Slack.DisposeAsync();
    }
}

public sealed class SlackDayOverHttp() : SlackDay(isSocket: false);

public sealed class SlackDayOverSockets() : SlackDay(isSocket: true);
