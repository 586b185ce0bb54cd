using System.Runtime.CompilerServices;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>One line of a flow log, cut into its columns.</summary>
internal readonly ref struct FlowRecord
{
    private const long Year2100 = 4_102_444_800;
    private readonly ReadOnlySpan<int> ends;

    private FlowRecord(FlowFormat format, ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, long start, long end)
    {
        Format = format;
        this.ends = ends;
        Line = line;
        Start = start;
        End = end;
    }

    /// <summary>What its columns are.</summary>
    public FlowFormat Format { get; }

    /// <summary>The line without what an export put before it.</summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>First packet of the interval, in seconds since 1970.</summary>
    public long Start { get; }

    /// <summary>Last packet of the interval, in seconds since 1970.</summary>
    public long End { get; }

    /// <summary>Whether the line tells of traffic, and not of its absence (NODATA) or loss (SKIPDATA).</summary>
    public bool IsTraffic
    {
        get
        {
            var status = Field(FlowField.Status);
            return status.SequenceEqual("OK"u8)
                || (!status.SequenceEqual("NODATA"u8) && !status.SequenceEqual("SKIPDATA"u8) && !Field(FlowField.Source).SequenceEqual("-"u8));
        }
    }

    /// <summary>Whether records were lost in the interval.</summary>
    public bool IsSkipped => Field(FlowField.Status) is { Length: 8 } status && status.SequenceEqual("SKIPDATA"u8);

    /// <summary>The field as it stands; empty when the format lacks it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(FlowField field)
    {
        var column = Format.Column(field);
        if (column < 0) return default;
        var from = column == 0 ? 0 : ends[column - 1] + 1;
        return Line[from..ends[column]];
    }

    /// <summary>A number; -1 when the field is absent, a dash, or no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Number(FlowField field)
    {
        var column = Format.Column(field);
        return column >= 0 && FieldText.TryNumber(Line, column == 0 ? 0 : ends[column - 1] + 1, ends[column], out var value) ? value : -1;
    }

    /// <summary>An IPv4 address; false when the field is absent or something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryIpv4(FlowField field, out uint address)
    {
        var column = Format.Column(field);
        if (column >= 0) return FieldText.TryIpv4(Line, column == 0 ? 0 : ends[column - 1] + 1, ends[column], out address);
        address = 0;
        return false;
    }

    /// <summary>Takes a line whose columns have been found; false when it does not fit the format.</summary>
    /// <param name="format">The format; with times.</param>
    /// <param name="line">The line.</param>
    /// <param name="ends">Where each of its columns ends, the last at the line's end.</param>
    /// <param name="record">The record.</param>
    public static bool TryTake(FlowFormat format, ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, out FlowRecord record)
    {
        record = default;
        if (ends.Length != format.Width) return false;
        var cut = new FlowRecord(format, line, ends, 0, 0);
        var first = cut.Number(FlowField.Start);
        var last = cut.Number(FlowField.End);
        if (first < 0 || first > Year2100 || last < first || last > Year2100) return false;
        record = new FlowRecord(format, line, ends, first, last);
        return true;
    }

    /// <summary>Whether a line without a header fits the default format exactly.</summary>
    public static bool FitsDefault(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends)
    {
        if (!TryTake(FlowFormat.Default, line, ends, out var record)) return false;
        return FieldText.TryNumber(line, 0, ends[0], out var version) && version > 0
            && record.Field(FlowField.Action) is var action && (action.SequenceEqual("ACCEPT"u8) || action.SequenceEqual("REJECT"u8) || action.SequenceEqual("-"u8))
            && record.Field(FlowField.Status) is var status && (status.SequenceEqual("OK"u8) || status.SequenceEqual("NODATA"u8) || status.SequenceEqual("SKIPDATA"u8));
    }
}
