using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>The keys tokens are signed with, as an OpenID metadata document leads to them. They are fetched when first needed, then hourly, and at once when a token names one that is not known.
/// IdentityModel's ConfigurationManager does this in the background, so that the first messages after new keys came would be refused.</summary>
internal sealed partial class TeamsKeys(IHttpClientFactory http, Uri metadata, TimeProvider time, ILogger<TeamsKeys> logger)
{
    public const string Client = "teams-keys";

    /// <summary>A key that is withdrawn is not believed for longer.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>How long keys are believed while they cannot be fetched again: whoever keeps us from fetching must not keep a stolen key alive.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromHours(24);

    /// <summary>Anybody can name a key that does not exist: that leads to one fetching a minute at most.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    // Of those who could go on with what is known.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private volatile TeamsKeySet? known;
    private Task<TeamsKeySet?>? fetching;
    private DateTimeOffset fetchedAgainAt = DateTimeOffset.MinValue;

    /// <summary>Null while there are none: they could not be fetched. The next to ask tries again.</summary>
    public async ValueTask<TeamsKeySet?> CurrentAsync()
    {
        var (now, set) = (time.GetUtcNow(), known);
        if (set is not null && now - set.FetchedAt < Fresh) return set;
        if (set is null || now - set.FetchedAt >= Believed) return await FetchAsync();
        if (!MayFetchAgain(now)) return set;
        try
        {
            return await FetchAsync().WaitAsync(Patience, time) ?? set;
        }
        catch (TimeoutException)
        {
            return set; // the fetching goes on
        }
    }

    /// <summary>For a token signed with a key that is not in the set.</summary>
    /// <returns>A newer set; the same when it was fetched again just before, or cannot be.</returns>
    public async ValueTask<TeamsKeySet> NewerAsync(TeamsKeySet than)
    {
        if (known is { } other && other != than) return other;
        if (!MayFetchAgain(time.GetUtcNow())) return than;
        return await FetchAsync() ?? than;
    }

    /// <summary>Counts as doing so, unless somebody does it already.</summary>
    private bool MayFetchAgain(DateTimeOffset now)
    {
        lock (gate)
        {
            if (fetching is { IsCompleted: false }) return true;
            if (now - fetchedAgainAt < Again) return false;
            fetchedAgainAt = now;
            return true;
        }
    }

    /// <summary>One for all who wait. Nothing of a failure is kept.</summary>
    private Task<TeamsKeySet?> FetchAsync()
    {
        lock (gate) return fetching is { IsCompleted: false } going ? going : fetching = Task.Run(FetchOnceAsync);
    }

    private async Task<TeamsKeySet?> FetchOnceAsync()
    {
        try
        {
            // Not cancelled with whoever asked first: others may wait for it. The client has a time limit of its own.
            using var client = http.CreateClient(Client);
            using var document = JsonDocument.Parse(await client.GetByteArrayAsync(metadata));
            if (document.RootElement.Text("jwks_uri") is not { } named || !Uri.TryCreate(named, UriKind.Absolute, out var address) || !MayFetch(address)) throw new JsonException("it names no address of keys that may be asked");
            using var keys = JsonDocument.Parse(await client.GetByteArrayAsync(address));
            var set = TeamsKeySet.Read(keys.RootElement, time.GetUtcNow());
            if (set.ById.Count == 0) throw new JsonException("it leads to no keys");
            return known = set;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            Log.NotFetched(logger, metadata, failure.Message);
            return null;
        }
    }

    /// <summary>http only on this machine, and only where the metadata are there too.</summary>
    private bool MayFetch(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && metadata.IsLoopback);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The keys that prove that Teams is calling could not be fetched, by way of {Metadata}: {Why}")]
        public static partial void NotFetched(ILogger logger, Uri metadata, string why);
    }
}
