using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Scenarios;

/// <summary>A tenant in whose channel the whole day has been played.</summary>
public sealed class TeamsDay : IAsyncLifetime
{
    private static readonly TeamsWindow Fast = new(100_000, TimeSpan.FromSeconds(1));

    internal TeamsDouble Teams { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    internal TeamsPlace Security { get; private set; } = null!;

    internal TeamsTeammate Ana { get; private set; } = null!;

    internal TeamsTeammate Ben { get; private set; } = null!;

    /// <summary>The thread the story starts from.</summary>
    internal TeamsThread Story { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Teams = await TeamsDouble.StartAsync();
        Teams.Patience = TimeSpan.FromSeconds(60);
        Security = Teams.Channel("security");
        Ana = Teams.Person("Ana Weber");
        Ben = Teams.Person("Ben Okafor");
        Security.Join(Ana, Ben);
        Host = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new TeamsLimits { Channel = [Fast], Tenant = [Fast], Gap = TimeSpan.Zero, StormPerMinute = 1000 });
                builder.Services.AddHttpClient(TeamsLogin.Client).ConfigurePrimaryHttpMessageHandler(Teams.TrustingHandler);
            },
            [
                "--Findings:Source=sample", "--Findings:Replay=instant", "--Web:PublicUrl=https://chatops.example.com", $"--Teams:DefaultChannel={Security.Link}",
                .. Teams.Options.Select(static option => $"--{option.Key}={option.Value}"),
            ]);
        Teams.Connect(Host.Room.BaseAddress!);
        await Host.QuietAsync();
        Story = await Security.ExpectThread("41 occurrences");
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
    }
}
