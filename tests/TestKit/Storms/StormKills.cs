using ChatOps.TestKit.Slack;

namespace ChatOps.TestKit.Storms;

/// <summary>Kills the program at random moments, every second time between Slack's taking a call and the answer to it.</summary>
internal sealed class StormKills(SlackDouble slack, StormHost host, StormPlan plan, Random random)
{
    private static readonly string[] Methods = ["chat.postMessage", "chat.postMessage", "chat.update", "response_url", "*"];

    public async Task KillAsync()
    {
        for (var kill = 0; kill < plan.Kills; kill++)
        {
            // Mostly short lives, and now and then one that is long enough to look for what the one before sent.
            var life = plan.LongestLife * Math.Pow(random.NextDouble(), 3);
            if (kill % 2 == 0) await Task.Delay(life, TimeProvider.System);
            else await WithinACallAsync(slack.Faults.On(Methods[random.Next(Methods.Length)]), life);
            host.Kill();
            await host.StartAsync();
        }
    }

    /// <summary>Ends with the program dead, or when no call was made in the time.</summary>
    private async Task WithinACallAsync(SlackFaultPlan method, TimeSpan longest)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isOver = 0;
        method.AcceptThen(() =>
        {
            if (Interlocked.Exchange(ref isOver, 1) == 1) return; // the call came too late: only its answer is lost
            host.Kill();
            met.SetResult();
        });
        await Task.WhenAny(met.Task, Task.Delay(longest, TimeProvider.System));
        if (Interlocked.Exchange(ref isOver, 1) == 1) await met.Task;
    }
}
