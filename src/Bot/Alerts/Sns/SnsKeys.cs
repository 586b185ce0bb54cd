namespace ChatOps.Bot.Alerts.Sns;

/// <summary>The keys messages are signed with, by the address of their certificate. Strangers make us look, so that one look happens at a time and its outcome is remembered, also a bad one;
/// who needs no look waits for none.</summary>
internal sealed class SnsKeys(IHttpClientFactory clients, SnsTrust trust, TimeProvider time) : IDisposable
{
    /// <summary>SNS changes a region's certificate about once a year.</summary>
    private const int MostKept = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeptWhenBad = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Dictionary<Uri, (SnsKeyAnswer Answer, DateTimeOffset Until)> known = [];

    public void Dispose() => one.Dispose();

    public async Task<SnsKeyAnswer> OfAsync(Uri address, CancellationToken cancellationToken)
    {
        if (Known(address) is { } before) return before;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (Known(address) is { } meanwhile) return meanwhile;
            var now = time.GetUtcNow();
            var answer = await FetchAsync(address, now, cancellationToken);
            Keep(address, answer, now);
            return answer;
        }
        finally
        {
            one.Release();
        }
    }

    private SnsKeyAnswer? Known(Uri address)
    {
        lock (known) return known.TryGetValue(address, out var kept) && time.GetUtcNow() < kept.Until ? kept.Answer : null;
    }

    private void Keep(Uri address, SnsKeyAnswer answer, DateTimeOffset now)
    {
        var until = answer is SnsKey key ? (key.ValidUntil < now + Kept ? key.ValidUntil : now + Kept) : now + KeptWhenBad;
        lock (known)
        {
            known.Remove(address);
            if (known.Count >= MostKept) known.Remove(known.MinBy(static kept => kept.Value.Until).Key);
            known[address] = (answer, until);
        }
    }

    private async Task<SnsKeyAnswer> FetchAsync(Uri address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(SnsSetup.Client);
            using var response = await client.GetAsync(address, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 500) return new SnsKeyRefused("is signed with a certificate that is not at its address");
            if (!response.IsSuccessStatusCode) return new SnsKeyUnreachable();
            var pem = await response.Content.ReadAsStringAsync(cancellationToken);
            return await Task.Run(() => SnsCertificate.Read(pem, trust, now), cancellationToken); // may wait for the system to fetch the authorities between
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // no answer, one too large, one in no known encoding, or none in time
            return new SnsKeyUnreachable();
        }
    }
}
