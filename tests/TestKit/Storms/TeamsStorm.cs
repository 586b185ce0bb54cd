using System.Globalization;
using System.Text.Json;
using ChatOps.TestKit.Teams;

namespace ChatOps.TestKit.Storms;

/// <summary>New findings all at once for a channel of Teams, while the program is killed (SIGKILL) and the connector fails now and then.</summary>
internal sealed class TeamsStorm(int seed, int findings, int kills, int faults, TimeSpan patience)
{
    private const string Mark = "May be here twice";
    private readonly Random random = new(seed);

    public async Task<TeamsStormTally> RunAsync()
    {
        await using var teams = await TeamsDouble.StartAsync();
        teams.Faults.EnforcesRates = true;
        var place = teams.Channel("security");
        using var data = new TemporaryFolder();
        var host = await StartAsync(teams, place, data);
        try
        {
            var begun = teams.State.Elapsed;
            Strike(teams);
            var sending = SendAsync(() => host);
            for (var kill = 0; kill < kills; kill++)
            {
                await LifeAsync(teams, kill);
                host.Kill();
                host = await StartAsync(teams, place, data);
            }

            await sending;
            teams.Faults.Clear();
            teams.Faults.EnforcesRates = true;
            var room = new StormRoom(host.Room, "teams");
            var unsettled = await room.SettledAsync(patience);
            return Count(teams, place, await room.ThreadsAsync(), [.. unsettled, .. teams.Unexpected, .. teams.Refused]) with { Begun = begun };
        }
        finally
        {
            host.Dispose();
        }
    }

    private static Task<ChildHost> StartAsync(TeamsDouble teams, TeamsPlace place, TemporaryFolder data) => ChildHost.StartAsync(
        data.Path,
        new Dictionary<string, string> { ["SSL_CERT_FILE"] = teams.CertificateFile },
        [
            "--Findings:Source=none", "--Evidence:Source=none", "--Logging:LogLevel:Default=Critical", $"--Teams:DefaultChannel={place.Id}",
            .. teams.Options.Select(static option => $"--{option.Key}={option.Value}"),
        ]);

    private async Task SendAsync(Func<ChildHost> host) => await Parallel.ForEachAsync(Enumerable.Range(1, findings), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
    {
        while (!await TryAsync(host().Room, StormFinding.Json(number))) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
    });

    private static async Task<bool> TryAsync(HttpClient room, string finding)
    {
        try
        {
            using var body = new StringContent(finding, System.Text.Encoding.UTF8, "application/json");
            using var answer = await room.PostAsync("/alerts/eventbridge", body);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return false; // killed before it could answer
        }
    }

    /// <summary>What goes wrong in the first hundred calls or so.</summary>
    private void Strike(TeamsDouble teams)
    {
        for (var fault = 0; fault < faults; fault++)
        {
            var plan = teams.Faults.On(random.Next(3) switch { 0 => "create", 1 => "send", _ => "*" });
            _ = random.Next(6) switch { 0 => plan.AcceptThenDrop(), 1 => plan.AcceptThenHttp(502), 2 => plan.Http(503), 3 => plan.RateLimit(1), 4 => plan.PreconditionFailed(), _ => plan.DropBeforeAccepting() };
        }
    }

    /// <summary>Every second life ends between Teams' taking a message and its answer.</summary>
    private async Task LifeAsync(TeamsDouble teams, int kill)
    {
        var longest = TimeSpan.FromSeconds(1 + (6 * random.NextDouble()));
        if (kill % 2 == 0)
        {
            await Task.Delay(longest, TimeProvider.System);
            return;
        }

        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        teams.Faults.On(random.Next(2) == 0 ? "create" : "send").AcceptThen(() => met.TrySetResult());
        await Task.WhenAny(met.Task, Task.Delay(longest, TimeProvider.System));
    }

    private TeamsStormTally Count(TeamsDouble teams, TeamsPlace place, IReadOnlyList<JsonElement> threads, IReadOnlyList<string> unsettled)
    {
        var lost = new List<string>();
        var unmarked = new List<string>();
        var (rooted, summarised, doubled) = (0, 0, 0);
        foreach (var thread in threads)
        {
            var title = thread.GetProperty("title").GetString()!;
            var kept = thread.GetProperty("messages").EnumerateArray().Count(static message => message.GetProperty("kind").GetString() != "note");
            if (thread.GetProperty("state").GetString() == "summarised")
            {
                summarised++;
                continue;
            }

            var shown = place.Threads.Where(root => root.Words.Contains(title, StringComparison.Ordinal)).SelectMany(static root => root.Replies.Prepend(root)).ToList();
            if (shown.Count < kept) lost.Add($"{title}: {kept} messages are kept, {shown.Count} are shown");
            doubled += Math.Max(0, shown.Count - kept);
            // An earlier try stands without a mark, every later one with it.
            if (shown.Count(static one => !one.Words.Contains(Mark, StringComparison.Ordinal)) > kept) unmarked.Add(title);
            if (thread.GetProperty("finding").ValueKind == JsonValueKind.String) rooted++;
            else if (!shown.Any(root => root.IsRoot && root.Words.Contains(title, StringComparison.Ordinal))) lost.Add($"nobody is told: {title}");
        }

        for (var number = 1; number <= findings; number++)
            if (threads.Count(thread => thread.GetProperty("finding").GetString() == StormFinding.Arn(number)) != 1) lost.Add($"finding {number}");
        var posts = teams.Posts.Where(post => post.Channel == place.Id).ToList();
        return new TeamsStormTally(rooted, summarised, place.All.Count, doubled, lost, unmarked, unsettled, teams.Rates.Exceeded)
        {
            First = posts.Count > 0 ? posts[0].Elapsed : TimeSpan.MaxValue,
            Told = posts.LastOrDefault(post => post.Operation == "create" || (post.Operation == "edit" && post.Root == post.Id))?.Elapsed ?? TimeSpan.MaxValue,
            Quiet = posts.Count > 0 ? posts[^1].Elapsed : TimeSpan.MaxValue,
            Most = string.Join(", ", TeamsRates.PerChannel.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{teams.Rates.Most(place, limit.Window)} of {limit.Most} in {limit.Window.TotalSeconds:0} s"))),
            Marked = place.All.Count(static one => one.Words.Contains(Mark, StringComparison.Ordinal)),
        };
    }
}

/// <summary>What came of it. An orderly program leaves the lists empty.</summary>
/// <param name="Doubled">Messages that stand once more than they are kept.</param>
/// <param name="Unmarked">Threads in which a repeat does not say that it may be one.</param>
/// <param name="Exceeded">Limits of Teams that were passed, as the other side counts.</param>
internal sealed record TeamsStormTally(int Rooted, int Summarised, int Messages, int Doubled, IReadOnlyList<string> Lost, IReadOnlyList<string> Unmarked, IReadOnlyList<string> Unsettled, IReadOnlyList<string> Exceeded)
{
    public TimeSpan Begun { get; init; }

    /// <summary>When the first message stood, since the other side's start, as the next two.</summary>
    public TimeSpan First { get; init; }

    /// <summary>When every finding was told of, by itself or in the summary's count.</summary>
    public TimeSpan Told { get; init; }

    public TimeSpan Quiet { get; init; }

    public string Most { get; init; } = "";

    /// <summary>Messages that say that they may be there twice.</summary>
    public int Marked { get; init; }

    public IReadOnlyList<string> Wrong =>
        [.. Lost.Select(static one => $"lost: {one}"), .. Unmarked.Select(static one => $"unmarked: {one}"), .. Unsettled.Select(static one => $"unsettled: {one}"), .. Exceeded.Select(static one => $"too fast: {one}")];
}
