using System.Globalization;
using System.Text;

namespace ChatOps.Investigation.Evidence;

/// <summary>Puts logs of the simplest kind into the index: one time of day a line.</summary>
internal sealed class LineIndexer : ILogIndexer
{
    public const string Topic = "lines";

    public LogKind Kind => LogKind.FlowLogs;

    public long MostBytes { get; init; } = 2L << 30;

    /// <summary>Lines after which a batch is full.</summary>
    public int MostLines { get; init; } = int.MaxValue;

    public IReadOnlyList<string> Topics => [Topic];

    public static long CountOf(IndexEntry entry) => long.Parse(Encoding.ASCII.GetString(entry.Content.Span), CultureInfo.InvariantCulture);

    public static async Task<ObjectReading> ReadAsync(List<DateTimeOffset> tally, LogObject log, Stream text, CancellationToken cancellationToken)
    {
        var mine = new List<DateTimeOffset>();
        using var lines = new StreamReader(text, leaveOpen: true);
        while (await lines.ReadLineAsync(cancellationToken) is { } line) mine.Add(log.Slot!.Value.Start.Date + TimeSpan.Parse(line, CultureInfo.InvariantCulture));
        tally.AddRange(mine);
        return new ObjectReading(mine.Min(), mine.Max(), false, false) { Records = mine.Count };
    }

    public ILogBatchReader Begin(string place) => new BatchReader(MostLines);

    public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries) => entries.Count == 0
        ? []
        : [EntryOf(entries.Sum(CountOf), entries.Min(entry => entry.First), entries.Max(entry => entry.Last))];

    private static IndexEntry EntryOf(long count, DateTimeOffset first, DateTimeOffset last) =>
        new(Topic, "all", first, last, Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));

    private sealed class BatchReader(int mostLines) : ILogBatchReader
    {
        private readonly List<DateTimeOffset> lines = [];

        public bool IsFull
        {
            get
            {
                lock (lines) return lines.Count >= mostLines;
            }
        }

        public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
        {
            var mine = new List<DateTimeOffset>();
            var reading = await LineIndexer.ReadAsync(mine, log, text, cancellationToken);
            lock (lines) lines.AddRange(mine);
            return reading;
        }

        public Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IndexEntry>>(lines.Count == 0 ? [] : [EntryOf(lines.Count, lines.Min(), lines.Max())]);
    }
}
