using ChatOps.TestKit.Slack;

namespace ChatOps.TestKit.Storms;

/// <summary>What people type and write meanwhile, and what they were promised.</summary>
internal sealed class StormPeople(SlackDouble slack, SlackPlace place, Random random)
{
    private readonly SlackTeammate ana = slack.Person("ana");

    /// <summary>Addresses asked for in acknowledged commands: each has a thread.</summary>
    public List<string> Addresses { get; } = [];

    /// <summary>Words that acknowledged commands are answered with in private.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>What was typed again after Slack said that it failed: it may well be answered twice.</summary>
    public HashSet<string> TypedAgain { get; } = [];

    /// <summary>Replies in threads: each is a note.</summary>
    public List<string> Notes { get; } = [];

    public IReadOnlyList<string> Heard => [.. ana.PrivateAnswers.Select(static answer => answer.Words)];

    public async Task TalkAsync(StormPlan plan)
    {
        for (var number = 0; number < plan.Sayings; number++)
        {
            await Task.Delay(plan.LongestSilence * random.NextDouble(), TimeProvider.System);
            await ((number % 4) switch
            {
                0 => AskAsync($"ip 203.0.113.{number}", $"203.0.113.{number}", Addresses),
                1 => AskAsync($"nothing-like-{number}", $"nothing-like-{number}", Questions),
                _ => WriteAsync($"note {number} of ana"),
            });
        }
    }

    /// <summary>A command, typed again when Slack says that it failed; when it was acknowledged it is sometimes brought once more.</summary>
    private async Task AskAsync(string what, string promised, List<string> promises)
    {
        var isTaken = false;
        for (var tries = 0; tries < 3 && !isTaken; tries++)
        {
            if (tries > 0)
            {
                TypedAgain.Add(promised);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            }

            isTaken = (await ana.Slash(place, $"/investigate {what}")).IsGood;
        }

        if (!isTaken) return;
        promises.Add(promised);
        if (random.Next(2) == 0) await slack.Deliveries.All.Last(delivery => delivery.Parcel.Payload["text"]?.ToString() == what).Again();
    }

    private async Task WriteAsync(string text)
    {
        var roots = place.Messages;
        if (roots.Count == 0) return;
        Notes.Add(text);
        if (random.Next(2) == 0) slack.Faults.DuplicateEvents++;
        await roots[random.Next(roots.Count)].Reply(ana, text);
    }
}
