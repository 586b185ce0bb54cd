using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Takes one record of a flow log.</summary>
internal delegate void TakeFlow(in FlowRecord record);

/// <summary>Reads one object of a flow log, line by line. The header decides the format and may come again anywhere; without one, a line must fit the
/// default format exactly.</summary>
/// <param name="needle">Lines without these bytes are not parsed, unless they tell of lost records, and but for the first, which tells how far back the
/// object reaches; empty to parse all.</param>
internal sealed class FlowReader(ReadOnlyMemory<byte> needle)
{
    private const int MostColumns = 256;
    private const int StampEnd = 24; // 2024-08-01T00:00:00.000Z, put before each line by exports of CloudWatch Logs
    private readonly Range[] columns = new Range[MostColumns];
    private FlowFormat? declared;
    private DateTimeOffset? first;
    private DateTimeOffset? last;

    /// <summary>How many lines at the start of the object are parsed even without the needle.</summary>
    public int LinesToParseAnyway { get; set; }

    /// <summary>Lines that fit no format we know.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Lines of a format without start and end, which cannot be placed in time.</summary>
    public long Timeless { get; private set; }

    /// <summary>Whether any format met names instances, or any does not; both may be true.</summary>
    public (bool Some, bool None) NamesInstances { get; private set; }

    /// <summary>Hands every record to <paramref name="onRecord"/>; the times in the result are those of the records parsed.</summary>
    public async Task<ObjectReading> ReadAsync(Stream text, TakeFlow onRecord, CancellationToken cancellationToken)
    {
        using var lines = new LineReader(text);
        while (await lines.FillAsync(cancellationToken))
        {
            while (lines.TryNext(out var line)) Take(line, onRecord);
        }

        return new ObjectReading(first, last, IsForeign: false, IsOpen: false);
    }

    private void Take(ReadOnlySpan<byte> line, TakeFlow onRecord)
    {
        line = WithoutStamp(line.Trim((byte)' '));
        if (line.IsEmpty) return;
        if (FlowFormat.OfHeader(line) is { Width: <= MostColumns } header)
        {
            declared = header;
            return;
        }

        if (LinesToParseAnyway-- <= 0 && !IsWanted(line)) return;
        if (FormatOf(line) is not { } format) Unreadable++;
        else if (!format.HasTimes) Timeless++;
        else if (FlowRecord.TryCut(format, line, columns, out var record)) Give(format, in record, onRecord);
        else Unreadable++;
    }

    private bool IsWanted(ReadOnlySpan<byte> line) => needle.IsEmpty || first is null || line.IndexOf(needle.Span) >= 0 || line.IndexOf("SKIPDATA"u8) >= 0;

    private void Give(FlowFormat format, in FlowRecord record, TakeFlow onRecord)
    {
        NamesInstances = format.Has(FlowField.Instance) ? NamesInstances with { Some = true } : NamesInstances with { None = true };
        if (!(first <= record.Start)) first = record.Start;
        if (!(last >= record.End)) last = record.End;
        onRecord(in record);
    }

    private FlowFormat? FormatOf(ReadOnlySpan<byte> line) => declared ?? (FlowRecord.FitsDefault(line, columns) ? FlowFormat.Default : null);

    private static ReadOnlySpan<byte> WithoutStamp(ReadOnlySpan<byte> line) =>
        line.Length > StampEnd && line[4] == '-' && line[10] == 'T' && line.IndexOf((byte)' ') is var at and >= 20 and <= 30 && line[at - 1] == 'Z'
            ? line[(at + 1)..]
            : line;
}
