using System.Collections.Concurrent;
using ChatOps.TestKit.Slack;

namespace ChatOps.TestKit.Storms;

/// <summary>The program as a process that is killed and started again on the same data; Slack finds it at whatever address it has.</summary>
internal sealed class StormHost(SlackDouble slack, SlackPlace place, IReadOnlyList<string> options) : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly ConcurrentStack<ChildHost> lives = new();

    /// <summary>The room of the process that lives now, or lived last.</summary>
    public HttpClient Room => lives.TryPeek(out var now) ? now.Room : throw new InvalidOperationException("It was never started.");

    public async Task StartAsync()
    {
        lives.Push(await ChildHost.StartAsync(
            data.Path,
            [
                "--Findings:Source=none", "--Evidence:Source=none", "--Logging:LogLevel:Default=Critical", $"--Slack:SigningSecret={slack.SigningSecret}", $"--Slack:BotToken={slack.BotToken}",
                $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", $"--Slack:ResponseHosts={slack.ResponseHost}", $"--Slack:DefaultChannel={place.Id}", .. options,
            ]));
        slack.Connect(Room.BaseAddress!);
    }

    public void Kill()
    {
        if (lives.TryPeek(out var now)) now.Kill();
    }

    /// <summary>Sends until it is acknowledged, as EventBridge does.</summary>
    public async Task DeliverAsync(string finding)
    {
        while (!await TryAsync(finding)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    public void Dispose()
    {
        foreach (var life in lives) life.Dispose();
        data.Dispose();
    }

    private async Task<bool> TryAsync(string finding)
    {
        try
        {
            using var body = new StringContent(finding, System.Text.Encoding.UTF8, "application/json");
            using var answer = await Room.PostAsync("/alerts/eventbridge", body);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false; // killed before it could answer
        }
    }
}
