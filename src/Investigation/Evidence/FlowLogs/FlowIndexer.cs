using System.Collections.Concurrent;
using System.Text;
using ChatOps.Investigation.Evidence.FlowLogs.Kept;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Puts flow logs into the index: per object the addresses it holds, per interface the traffic of each hour, per batch the interfaces and what was
/// lost.</summary>
public sealed class FlowIndexer : ILogIndexer
{
    /// <summary>Hours of interfaces a batch may take: 1 KB each until they are packed. An account with 2,000 interfaces has 50,000 a day.</summary>
    private const int MostRows = 250_000;

    /// <summary>Addresses other than IPv4 a batch may take: some 200 bytes each.</summary>
    private const int MostNames = 1_000_000;

    /// <inheritdoc/>
    public LogKind Kind => LogKind.FlowLogs;

    /// <inheritdoc/>
    public IReadOnlyList<string> Topics { get; } = [KeptAddresses.Topic, KeptHours.Topic, KeptFacts.Topic];

    /// <inheritdoc/>
    public ILogBatchReader Begin(string place) => new FlowBatch();

    /// <inheritdoc/>
    public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries)
    {
        var merged = new List<IndexEntry>(entries.Where(static entry => entry.Topic == KeptAddresses.Topic));
        foreach (var of in entries.Where(static entry => entry.Topic == KeptHours.Topic).GroupBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            var books = new FlowBooks(new FlowAddresses());
            merged.AddRange(of.Where(entry => !KeptHours.TryRead(entry.Content.Span, entry.Name, books))); // a damaged entry stays one: its objects are read again
            if (books.All.ToList() is { Count: > 0 } all) merged.Add(KeptHours.Write(all, books.Addresses));
        }

        var facts = entries.Where(static entry => entry.Topic == KeptFacts.Topic).Select(static entry => (Entry: entry, Facts: KeptFacts.Read(entry.Content.Span))).ToList();
        merged.AddRange(facts.Where(static one => one.Facts is null).Select(static one => one.Entry));
        var readable = facts.Where(static one => one.Facts is not null).ToList();
        if (readable.Count > 0)
        {
            var together = readable.Select(static one => one.Facts!).Aggregate(static (all, more) => all.And(more));
            merged.Add((together with { Interfaces = Joined(together.Interfaces), Doubled = [.. together.Doubled.Union(DoubledBy(merged))] }).Write(readable.Min(static one => one.Entry.First), readable.Max(static one => one.Entry.Last)));
        }

        return merged;
    }

    /// <summary>Within a batch equal contents were counted once; those of two batches were not.</summary>
    private static IEnumerable<string> DoubledBy(IEnumerable<IndexEntry> entries) => entries
        .Where(static entry => entry.Topic == KeptAddresses.Topic)
        .Select(static entry => (entry.Name, entry.Batch, Digest: KeptAddresses.DigestOf(entry.Content.Span) ?? 0))
        .Where(static entry => entry.Digest != 0)
        .GroupBy(static entry => entry.Digest)
        .Where(static same => same.Select(static entry => entry.Batch).Distinct().Count() > 1)
        .SelectMany(static same => same.Select(static entry => entry.Name));

    private static List<KeptInterface> Joined(IEnumerable<KeptInterface> interfaces) =>
    [
        .. interfaces
            .GroupBy(static one => (one.Interface, one.Instance, one.Account))
            .Select(static same => new KeptInterface(same.Key.Interface, same.Key.Instance, same.Key.Account, [.. same.SelectMany(static one => one.Own).Distinct(StringComparer.Ordinal)])),
    ];

    /// <summary>Reads the objects of one batch.</summary>
    private sealed class FlowBatch : ILogBatchReader
    {
        private readonly Lock gate = new();
        private readonly FlowAddresses addresses = new();
        private readonly ConcurrentBag<Worker> idle = [];
        private readonly FlowBooks books;
        private readonly List<IndexEntry> entries = [];
        private readonly List<LostInterval> lost = [];
        private readonly HashSet<(long Length, UInt128 Digest)> contents = [];
        private long timeless;
        private long withInstances;
        private long withoutInstances;

        public FlowBatch() => books = new FlowBooks(addresses);

        /// <inheritdoc/>
        public bool IsFull => books.Rows >= MostRows || addresses.Count >= MostNames;

        public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
        {
            if (!idle.TryTake(out var worker)) worker = new Worker(addresses);
            try
            {
                try
                {
                    return await worker.ReadAsync(log, text, cancellationToken);
                }
                finally
                {
                    var entry = worker.Entry(log);
                    lock (gate) Take(log, worker, entry);
                }
            }
            finally
            {
                idle.Add(worker);
            }
        }

        public Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken)
        {
            var all = new List<IndexEntry>(entries);
            var interfaces = new List<KeptInterface>();
            foreach (var of in books.All.GroupBy(static book => book.Name.Interface, StringComparer.Ordinal))
            {
                all.Add(KeptHours.Write([.. of], addresses));
                interfaces.AddRange(of.Select(book => new KeptInterface(book.Name.Interface, book.Name.Instance, book.Name.Account, [.. OwnOf(book)])));
            }

            var facts = new KeptFacts(Joined(interfaces), lost, [], timeless, withInstances, withoutInstances);
            if (entries.Count > 0) all.Add(facts.Write(entries.Min(static entry => entry.First), entries.Max(static entry => entry.Last)));
            foreach (var worker in idle) worker.Dispose();
            return Task.FromResult<IReadOnlyList<IndexEntry>>(all);
        }

        private IEnumerable<string> OwnOf(FlowBook book) => Enumerable.Range(0, 3).Select(book.Own).Where(static own => own.State == OwnState.Single).Select(own => addresses.NameOf(own.A));

        private void Take(LogObject log, Worker worker, IndexEntry entry)
        {
            entries.Add(entry);
            timeless += worker.Timeless;
            if (worker.Fields.Any >> (int)FlowField.Instance is var any && (any & 1) != 0) withInstances++;
            else if (worker.Fields.Any != 0) withoutInstances++;
            if (worker.IsWhole && !contents.Add((log.Length, worker.Digest))) return; // delivered twice under another name
            books.Add(worker.Books);
            lost.AddRange(worker.Lost);
        }
    }

    /// <summary>What one thread reads an object with.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly FlowAddresses addresses;
        private readonly FlowReader reader = new(static _ => null) { Digests = true };
        private readonly NumberSet ipv4 = new();
        private readonly NumberSet others = new();
        private readonly List<ulong> otherNumbers = [];
        private readonly TakeFlow take;
        private ulong[] keys = [];
        private LogObject? current;
        private long timelessBefore;
        private DateTimeOffset? first;
        private DateTimeOffset? last;

        public Worker(FlowAddresses addresses)
        {
            this.addresses = addresses;
            Books = new FlowBooks(addresses);
            take = Take;
        }

        public FlowBooks Books { get; }

        public List<LostInterval> Lost { get; } = [];

        public bool IsWhole { get; private set; }

        public UInt128 Digest => reader.Digest;

        public long Timeless => reader.Timeless - timelessBefore;

        public (uint All, uint Any) Fields => reader.Fields;

        public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
        {
            current = log;
            Books.Clear();
            Lost.Clear();
            ipv4.Clear();
            others.Clear();
            otherNumbers.Clear();
            timelessBefore = reader.Timeless;
            (IsWhole, first, last) = (false, null, null);
            var reading = await reader.ReadAsync(text, take, cancellationToken);
            (IsWhole, first, last) = (reader.Digest != 0, reading.First, reading.Last);
            return reading;
        }

        public IndexEntry Entry(LogObject log)
        {
            var from = first ?? log.Slot?.Start ?? DateTimeOffset.UnixEpoch;
            var to = last ?? log.Slot?.End ?? DateTimeOffset.UnixEpoch;
            if (log.Slot is { } slot) (from, to) = (from < slot.Start ? from : slot.Start, to > slot.End ? to : slot.End);
            return new IndexEntry(KeptAddresses.Topic, log.Key, from, to, KeptAddresses.Write(IsWhole ? Digest : 0, Keys()));
        }

        public void Dispose() => reader.Dispose();

        /// <summary>A key for each address, in an array that is used again: one for each object would be as much garbage as the logs are long.</summary>
        private ReadOnlySpan<ulong> Keys()
        {
            var count = ipv4.Count + otherNumbers.Count;
            if (keys.Length < count) keys = new ulong[count * 2];
            ipv4.CopyTo(keys);
            for (var i = 0; i < ipv4.Count; i++) keys[i] = KeptAddresses.KeyOf((uint)keys[i]);
            for (var i = 0; i < otherNumbers.Count; i++) keys[ipv4.Count + i] = KeptAddresses.KeyOf(addresses.NameOf(otherNumbers[i]));
            return keys.AsSpan(0, count);
        }

        private void Take(in FlowRecord record)
        {
            if (record.IsSkipped) Lost.Add(new LostInterval(FlowSeries.Of(current!), Text(record.Field(FlowField.Interface)), Text(record.Field(FlowField.Instance)), Text(record.Field(FlowField.Account)), record.Start, record.End, current!.Slot?.Start.ToUnixTimeSeconds() ?? 0));
            if (!record.IsTraffic) return;
            var flow = new Flow(in record, addresses, hasPorts: false);
            Keep(flow.Source);
            Keep(flow.Destination);
            if (record.Format.Has(FlowField.PacketSource)) Keep(addresses.NumberOf(in record, FlowField.PacketSource));
            if (record.Format.Has(FlowField.PacketDestination)) Keep(addresses.NumberOf(in record, FlowField.PacketDestination));
            Books.Add(in record, in flow, current!);
        }

        private void Keep(ulong address)
        {
            if (FlowAddresses.IsIpv4(address)) ipv4.Add((uint)address);
            else if (address != FlowAddresses.None && others.Add((uint)address)) otherNumbers.Add(address); // their low half differs, too
        }

        private static string Text(ReadOnlySpan<byte> field) => field is [] or [(byte)'-'] ? "" : Encoding.Latin1.GetString(field);
    }
}
