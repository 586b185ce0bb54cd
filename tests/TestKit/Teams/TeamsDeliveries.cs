using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>The way to the bot: each activity posted with a fresh token. Trying again is by hand, or automatic when asked for.</summary>
internal sealed class TeamsDeliveries(TeamsDouble teams) : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<TeamsDelivery> all = new();
    private readonly ConcurrentBag<Task> later = [];
    private readonly CancellationTokenSource end = new();

    /// <summary>Where the bot takes activities.</summary>
    public Uri? Target { get; set; }

    /// <summary>How long Teams waits for an answer.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether what failed comes again: at once with the same id, and after <see cref="RepeatAfter"/> under a new one.</summary>
    public bool Automatic { get; set; }

    /// <summary>By the double's clock.</summary>
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Every attempt, in order.</summary>
    public IReadOnlyList<TeamsDelivery> All => [.. all];

    public TeamsDelivery Last => all.Last();

    /// <summary>Brings an activity, and what faults and the automatic mode make of it; what the first attempt was told, or the last when that failed.</summary>
    public async Task<TeamsReceipt> BringAsync(JsonObject activity)
    {
        var told = await SendAsync(activity);
        if (teams.Faults.DuplicateDeliveries > 0)
        {
            teams.Faults.DuplicateDeliveries--;
            await SendAsync(activity);
            later.Add(RepeatAsync(activity));
        }

        if (told.IsGood || !Automatic || Target is null) return told;
        told = await SendAsync(activity);
        if (!told.IsGood) later.Add(RepeatAsync(activity));
        return told;
    }

    /// <summary>Posts an activity once.</summary>
    /// <param name="token">What stands behind Bearer; a good token when none is given.</param>
    public Task<TeamsReceipt> SendAsync(JsonObject activity, string? token = null) => PostAsync(activity, activity.ToJsonString(), $"Bearer {token ?? teams.Tokens.Issue()}");

    /// <summary>Posts any body with any Authorization, or with none.</summary>
    public Task<TeamsReceipt> PostAsync(string body, string? authorization) => PostAsync([], body, authorization);

    /// <summary>The same once more, as it was or under a new id.</summary>
    public Task<TeamsReceipt> Again(TeamsDelivery? delivery = null, bool newId = false)
    {
        delivery ??= Last;
        return SendAsync(newId ? teams.Activities.Renewed(delivery.Activity) : delivery.Activity);
    }

    /// <summary>Waits until nothing waits to be brought again.</summary>
    public Task Quiet() => Task.WhenAll(later);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        http.CancelPendingRequests();
        await Task.WhenAny(Quiet(), Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None));
        http.Dispose();
        end.Dispose();
    }

    private async Task RepeatAsync(JsonObject activity)
    {
        try
        {
            await Task.Delay(RepeatAfter, teams.State.Time, end.Token);
            await SendAsync(teams.Activities.Renewed(activity));
        }
        catch (OperationCanceledException)
        {
            // The double ends.
        }
    }

    private async Task<TeamsReceipt> PostAsync(JsonObject activity, string body, string? authorization)
    {
        if (Target is not { } target) return TeamsReceipt.Nothing;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        deadline.CancelAfter(Deadline);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("User-Agent", "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
        request.Headers.TryAddWithoutValidation("MS-CV", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N") + ".1");
        var told = TeamsReceipt.Nothing;
        try
        {
            using var answer = await http.SendAsync(request, deadline.Token);
            told = new TeamsReceipt((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(deadline.Token));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // Nothing came: that is what is told.
        }

        all.Enqueue(new TeamsDelivery(teams, (JsonObject)activity.DeepClone(), told));
        return told;
    }
}
