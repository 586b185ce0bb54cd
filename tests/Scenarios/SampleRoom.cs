using ChatOps.TestKit;

namespace ChatOps.Scenarios;

/// <summary>A room with the sample day, for tests in a browser; not started where there is none.</summary>
public abstract class SampleRoom : IAsyncLifetime
{
    private protected RunningHost host = null!;

    public async Task InitializeAsync()
    {
        if (Browser.Executable is not null) host = await RunningHost.StartAsync("--Findings:Source=sample", "--Findings:Replay=instant");
    }

    public async Task DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
