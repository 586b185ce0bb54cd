using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ChatOps.Bot.Channels.Web;

/// <summary>
/// What happens, told to every open page. The last events are kept, so that a page that was away for a moment misses nothing;
/// a page that was away for longer, or reads too slowly, is told to load its lists again.
/// </summary>
internal sealed class RoomEvents(TimeProvider time)
{
    /// <summary>Events kept for pages that come back, and events that may wait for one page.</summary>
    public const int Kept = 512;

    private const string Reload = "reload";
    private static readonly SseItem<string> ReloadItem = new("{}", Reload);

    private readonly Lock gate = new();
    private readonly Queue<SseItem<string>> recent = new();
    private readonly List<Page> pages = [];

    // Event ids of an earlier run mean nothing to this one.
    private readonly string run = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
    private long last;

    /// <summary>Whether anybody looks.</summary>
    public bool HasPages
    {
        get
        {
            lock (gate) return pages.Count > 0;
        }
    }

    /// <summary>Tells all pages.</summary>
    /// <param name="data">JSON on one line.</param>
    public void Publish(string type, string data)
    {
        lock (gate)
        {
            var item = new SseItem<string>(data, type) { EventId = string.Create(CultureInfo.InvariantCulture, $"{run}-{++last}") };
            recent.Enqueue(item);
            if (recent.Count > Kept) recent.Dequeue();
            foreach (var page in pages) page.Offer(item);
        }
    }

    /// <summary>Tells all pages something that is outdated by the next telling: it is not kept.</summary>
    public void Mention(string type, string data)
    {
        lock (gate)
        {
            foreach (var page in pages) page.Offer(new SseItem<string>(data, type));
        }
    }

    /// <summary>The events of one page, until the token is cancelled; ends without throwing.</summary>
    /// <param name="first">Told before anything else.</param>
    /// <param name="lastSeen">Last-Event-ID of a page that comes back; null for a new one.</param>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync(SseItem<string> first, string? lastSeen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = Open(lastSeen);
        try
        {
            yield return first;
            while (await page.WaitAsync(cancellationToken))
            {
                foreach (var item in page.Take()) yield return item;
            }
        }
        finally
        {
            lock (gate) pages.Remove(page);
        }
    }

    private Page Open(string? lastSeen)
    {
        var page = new Page();
        lock (gate)
        {
            foreach (var item in Missed(lastSeen)) page.Offer(item);
            pages.Add(page);
        }

        return page;
    }

    private List<SseItem<string>> Missed(string? lastSeen)
    {
        if (lastSeen is null) return [];
        if (lastSeen == string.Create(CultureInfo.InvariantCulture, $"{run}-{last}")) return [];
        var after = recent.SkipWhile(item => item.EventId != lastSeen).Skip(1).ToList();
        return after.Count > 0 ? after : [ReloadItem];
    }

    /// <summary>One open page with the events it has not been sent yet.</summary>
    private sealed class Page
    {
        private readonly Channel<SseItem<string>> waiting = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(Kept) { SingleReader = true });
        private volatile bool lost;

        public void Offer(SseItem<string> item)
        {
            if (!waiting.Writer.TryWrite(item)) lost = true;
        }

        public async Task<bool> WaitAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await waiting.Reader.WaitToReadAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return false; // the page was closed or the host stops: the stream ends, nothing failed
            }
        }

        public IEnumerable<SseItem<string>> Take()
        {
            while (waiting.Reader.TryRead(out var item)) yield return item;
            if (!lost) yield break;
            lost = false;
            yield return ReloadItem;
        }
    }
}
