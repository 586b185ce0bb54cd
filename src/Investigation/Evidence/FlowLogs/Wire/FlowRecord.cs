using System.Buffers.Text;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>One line of a flow log, cut into its columns.</summary>
internal readonly ref struct FlowRecord
{
    private const long Year2100 = 4_102_444_800;
    private readonly FlowFormat format;
    private readonly ReadOnlySpan<Range> columns;

    private FlowRecord(FlowFormat format, ReadOnlySpan<byte> line, ReadOnlySpan<Range> columns, long start, long end)
    {
        this.format = format;
        this.columns = columns;
        Line = line;
        Start = DateTimeOffset.FromUnixTimeSeconds(start);
        End = DateTimeOffset.FromUnixTimeSeconds(end);
    }

    /// <summary>The line without what an export put before it.</summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>First packet of the interval, in whole seconds.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Last packet of the interval, in whole seconds.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Whether the line tells of traffic, and not of its absence (NODATA) or loss (SKIPDATA).</summary>
    public bool IsTraffic => !Field(FlowField.Status).SequenceEqual("NODATA"u8) && !IsSkipped
        && (!format.Has(FlowField.Source) || !Field(FlowField.Source).SequenceEqual("-"u8));

    /// <summary>Whether records were lost in the interval.</summary>
    public bool IsSkipped => Field(FlowField.Status).SequenceEqual("SKIPDATA"u8);

    /// <summary>The field as it stands; empty when the format lacks it.</summary>
    public ReadOnlySpan<byte> Field(FlowField field)
    {
        var column = format.Column(field);
        return column < 0 ? default : Line[columns[column]];
    }

    /// <summary>Cuts a line; false when it does not fit the format.</summary>
    public static bool TryCut(FlowFormat format, ReadOnlySpan<byte> line, Span<Range> columns, out FlowRecord record)
    {
        record = default;
        if (!TrySplit(line, columns[..format.Width])) return false;
        if (!Utf8Parser.TryParse(line[columns[format.Column(FlowField.Start)]], out long start, out _) || start is < 0 or > Year2100) return false;
        if (!Utf8Parser.TryParse(line[columns[format.Column(FlowField.End)]], out long end, out _) || end < start || end > Year2100) return false;
        record = new FlowRecord(format, line, columns, start, end);
        return true;
    }

    /// <summary>Whether a line without a header fits the default format exactly.</summary>
    public static bool FitsDefault(ReadOnlySpan<byte> line, Span<Range> columns)
    {
        if (!TryCut(FlowFormat.Default, line, columns, out var record) || !Utf8Parser.TryParse(line[columns[0]], out int version, out var length)) return false;
        return length == columns[0].End.Value && version > 0
            && IsOneOf(record.Field(FlowField.Action), "ACCEPT"u8, "REJECT"u8, "-"u8)
            && IsOneOf(record.Field(FlowField.Status), "OK"u8, "NODATA"u8, "SKIPDATA"u8);
    }

    private static bool TrySplit(ReadOnlySpan<byte> line, Span<Range> columns)
    {
        var from = 0;
        for (var column = 0; column < columns.Length; column++)
        {
            var length = line[from..].IndexOf((byte)' ');
            var isLast = column == columns.Length - 1;
            if (length < 0 != isLast || length == 0) return false;
            var to = isLast ? line.Length : from + length;
            columns[column] = from..to;
            from = to + 1;
        }

        return true;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c) =>
        text.SequenceEqual(a) || text.SequenceEqual(b) || text.SequenceEqual(c);
}
