using ChatOps.Bot.Channels.Slack;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;
using ChatOps.TestKit.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Scenarios;

/// <summary>One team in three places: Ana in Slack, Ben in Teams, Chi in the room. The whole day has been played; every finding stands in Slack and in Teams.</summary>
public sealed class CaseDay : IAsyncLifetime
{
    public const string Chi = "chi";

    private static readonly TeamsWindow Fast = new(100_000, TimeSpan.FromSeconds(1));

    internal SlackDouble Slack { get; private set; } = null!;

    internal TeamsDouble Teams { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    internal SlackPlace SlackSecurity { get; private set; } = null!;

    internal TeamsPlace TeamsSecurity { get; private set; } = null!;

    internal SlackTeammate Ana { get; private set; } = null!;

    internal TeamsTeammate Ben { get; private set; } = null!;

    /// <summary>The finding the story starts from, where Ana reads it.</summary>
    internal SlackSaid InSlack { get; private set; } = null!;

    /// <summary>The same where Ben reads it.</summary>
    internal TeamsThread InTeams { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Slack = await SlackDouble.StartAsync();
        Teams = await TeamsDouble.StartAsync();
        Slack.Patience = Teams.Patience = TimeSpan.FromSeconds(60);
        SlackSecurity = Slack.Channel("security");
        TeamsSecurity = Teams.Channel("security");
        Ana = Slack.Person("ana.weber");
        Ben = Teams.Person("Ben Okafor");
        SlackSecurity.Join(Ana);
        TeamsSecurity.Join(Ben);
        Host = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new SlackLimits { Gap = TimeSpan.Zero, PostsPerMinute = 100_000, StormPerMinute = 1000 });
                builder.Services.AddSingleton(new TeamsLimits { Channel = [Fast], Tenant = [Fast], Gap = TimeSpan.Zero, StormPerMinute = 1000 });
                builder.Services.AddHttpClient(TeamsLogin.Client).ConfigurePrimaryHttpMessageHandler(Teams.TrustingHandler);
            },
            [
                "--Findings:Source=sample", "--Findings:Replay=instant", "--Web:PublicUrl=https://chatops.example.com",
                $"--Slack:BotToken={Slack.BotToken}", $"--Slack:ApiBaseUrl={Slack.ApiBaseUrl}", $"--Slack:ResponseHosts={Slack.ResponseHost}", $"--Slack:SigningSecret={Slack.SigningSecret}",
                $"--Slack:DefaultChannel={SlackSecurity.Id}", $"--Teams:DefaultChannel={TeamsSecurity.Link}", .. Teams.Options.Select(static option => $"--{option.Key}={option.Value}"),
            ]);
        Slack.Connect(Host.Room.BaseAddress!);
        Teams.Connect(Host.Room.BaseAddress!);
        await Host.QuietAsync();
        InSlack = await SlackSecurity.ExpectThread("41 occurrences");
        InTeams = await TeamsSecurity.ExpectThread("41 occurrences");
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
