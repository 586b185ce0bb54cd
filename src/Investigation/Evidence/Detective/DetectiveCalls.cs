using Amazon.Detective;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.Detective;

/// <summary>Calls of Detective whose faults are answers.</summary>
internal sealed class DetectiveCalls(AwsClients clients, TimeProvider time)
{
    /// <summary>Pages read of one listing at most; a service that never ends does not keep anybody.</summary>
    public const int MostPages = 250;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>One call in a place, named by its IAM action.</summary>
    public Task<EvidenceAnswer<T>> AskAsync<T>(AwsPlace place, string action, Func<IAmazonDetective, Task<T>> call, CancellationToken cancellationToken)
        where T : class => AskAsync(clients.Detective(place), place, action, call, cancellationToken);

    /// <summary>The same, but sent once: after a fault that may pass nobody knows whether it was done.</summary>
    public Task<EvidenceAnswer<T>> AskOnceAsync<T>(AwsPlace place, string action, Func<IAmazonDetective, Task<T>> call, CancellationToken cancellationToken)
        where T : class => AskAsync(clients.DetectiveOnce(place), place, action, call, cancellationToken);

    private async Task<EvidenceAnswer<T>> AskAsync<T>(IAmazonDetective client, AwsPlace place, string action, Func<IAmazonDetective, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        AwsFault? fault = null;
        try
        {
            return new EvidenceAnswer<T>(await call(client), new Coverage(CoverageState.Answered, Now));
        }
        catch (Exception failure) when ((fault = AwsFault.Of(failure, action, place.ToString(), cancellationToken)) is not null)
        {
            // an expected fault is an answer: it says what was not learned and what to do
            var coverage = fault.ToCoverage(Now);
            return new EvidenceAnswer<T>(null, fault.Kind == AwsFaultKind.NotFound ? coverage with { Reason = $"{action} in {place}: {Gone}" } : coverage);
        }
    }

    /// <summary>All pages of a listing, one after the other; after <paramref name="most"/> items no further page is read.</summary>
    public async Task<EvidenceAnswer<List<T>>> ListAsync<T>(
        AwsPlace place, string action, Func<IAmazonDetective, string?, Task<(IEnumerable<T>? Items, string? Next)>> page, int most, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var asked = token;
            var answer = await AskAsync(place, action, async client => new Page<T>(await page(client, asked)), cancellationToken);
            if (answer.Value is not { } read) return new EvidenceAnswer<List<T>>(null, answer.Coverage);
            items.AddRange(read.Content.Items ?? []);
            token = read.Content.Next;
            if (string.IsNullOrEmpty(token)) return new EvidenceAnswer<List<T>>(items, answer.Coverage);
            if (items.Count >= most || !tokens.Add(token)) break;
        }

        var cut = new Coverage(CoverageState.Answered, Now, Notes: [FormattableString.Invariant($"only the first {items.Count:N0} were read")]);
        return new EvidenceAnswer<List<T>>(items, cut);
    }

    private const string Gone = "Detective does not know that behavior graph or investigation; was Detective switched off there, or the graph deleted?";

    private sealed record Page<T>((IEnumerable<T>? Items, string? Next) Content);
}
