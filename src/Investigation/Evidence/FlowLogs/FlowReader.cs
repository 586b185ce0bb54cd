using System.Buffers;
using System.Runtime.CompilerServices;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Takes one record of a flow log.</summary>
internal delegate void TakeFlow(in FlowRecord record);

/// <summary>Reads objects of flow logs, one after the other, piece by piece. The header decides the format and may come again anywhere; without one, a line
/// must fit the default format exactly.</summary>
/// <param name="needles">Per format, what a line must hold one of to be parsed; null to parse all of them. Lines that tell of lost records are parsed
/// anyway, and the first, which tells how far back the object reaches.</param>
internal sealed class FlowReader(Func<FlowFormat, IReadOnlyList<byte[]>?> needles) : IDisposable
{
    private const int FirstBuffer = 256 * 1024;
    private const int LongestLine = LibDeflate.MostText; // the same, whether the text comes as a whole or in pieces
    private const int MostColumns = 256;
    private const int StampEnd = 24; // 2024-08-01T00:00:00.000Z, put before each line by exports of CloudWatch Logs
    private static readonly byte[] Lost = "SKIPDATA"u8.ToArray();
    private readonly int[] ends = new int[MostColumns];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer + LineCutter.Spare + 1);
    private byte[] plain = new byte[1024 + LineCutter.Spare];
    private byte[] headerLine = [];
    private FlowFormat? header;
    private FlowFormat? declared;
    private byte[][]? sought;
    private int[] hits = [];
    private bool isForAll;
    private long first;
    private long last;
    private long records;
    private long unreadable;
    private long skipped;
    private int linesLeft;

    /// <summary>How many lines at the start of each object are parsed even without a needle.</summary>
    public int LinesToParseAnyway { get; init; }

    /// <summary>Whether the content is to be summed up in <see cref="Digest"/>.</summary>
    public bool Digests { get; init; }

    /// <summary>What tells the content of the object just read from any other; 0 when it was not read to its end.</summary>
    public UInt128 Digest { get; private set; }

    /// <summary>Lines of formats without start and end, of all objects.</summary>
    public long Timeless { get; private set; }

    /// <summary>Lines that fit no format we know, of all objects.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Fields of the formats met in the object: of all of them, and of any.</summary>
    public (uint All, uint Any) Fields { get; private set; }

    /// <summary>Hands every record to <paramref name="onRecord"/>; the times in the result are those of the records parsed.</summary>
    public async Task<ObjectReading> ReadAsync(Stream text, TakeFlow onRecord, CancellationToken cancellationToken)
    {
        Begin();
        if (text is LogText.WholeText { Array: { } array } all) return ReadWhole(array, all.TextLength, onRecord);
        var start = 0;
        var end = 0;
        var digest = new ContentDigest();
        while (true)
        {
            var ended = false;
            Exception? fault = null;
            try
            {
                var room = buffer.Length - LineCutter.Spare - 1;
                while (end < room && !ended)
                {
                    var read = await text.ReadAsync(buffer.AsMemory(end, room - end), cancellationToken);
                    if (Digests) digest.Add(buffer.AsSpan(end, read));
                    end += read;
                    ended = read == 0;
                }
            }
            catch (Exception broken) when (broken is IOException or InvalidDataException)
            {
                fault = broken; // what came before it is read first
            }

            if (ended && end > start && buffer[end - 1] != '\n') buffer[end++] = (byte)'\n'; // there is room for one more
            var whole = buffer.AsSpan(start, end - start).LastIndexOf((byte)'\n') + 1 + start;
            if (whole > start) Take(start, whole, onRecord);
            if (fault is not null) return Reading() with { IsOpen = fault is EndOfStreamException, IsUnreadable = fault is not EndOfStreamException };
            if (ended) break;
            buffer.AsSpan(whole, end - whole).CopyTo(buffer);
            (start, end) = (0, end - whole);
            if (end >= buffer.Length - LineCutter.Spare - 1) Grow(end);
        }

        Digest = digest.Value;
        return Reading();
    }

    /// <summary>Reads text where it lies.</summary>
    private ObjectReading ReadWhole(byte[] text, int length, TakeFlow onRecord)
    {
        var digest = new ContentDigest();
        if (Digests) digest.Add(text.AsSpan(0, length));
        Digest = digest.Value;
        if (length > 0 && text[length - 1] != '\n') text[length++] = (byte)'\n';
        var own = buffer;
        buffer = text;
        try
        {
            Take(0, length, onRecord);
        }
        finally
        {
            buffer = own;
        }

        return Reading();
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private ObjectReading Reading() => new(TimeOf(first), TimeOf(last), IsForeign: false, IsOpen: false) { Records = records, Unreadable = unreadable, Skipped = skipped };

    private static DateTimeOffset? TimeOf(long seconds) => seconds < 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private void Begin()
    {
        Digest = 0;
        first = last = -1;
        records = unreadable = skipped = 0;
        Fields = (uint.MaxValue, 0);
        Declare(null);
        linesLeft = LinesToParseAnyway;
    }

    private void Declare(FlowFormat? format)
    {
        declared = format;
        if (format is not null) Fields = (Fields.All & format.Fields, Fields.Any | format.Fields);
        var wanted = needles(format ?? FlowFormat.Default);
        isForAll = wanted is null;
        sought = wanted is null ? null : [.. wanted, Lost];
        hits = new int[sought?.Length ?? 0];
    }

    /// <summary>Takes whole lines, each with its line feed.</summary>
    private void Take(int from, int to, TakeFlow onRecord)
    {
        while (from < to)
        {
            if (isForAll || first < 0 || linesLeft > 0)
            {
                from = TakeLine(from, onRecord) + 1;
                continue;
            }

            var header = NextHeader(from, to);
            Search(from, header, onRecord);
            from = header < to ? TakeLine(header, onRecord) + 1 : to;
        }
    }

    /// <summary>Where the next line starts that may be a header; <paramref name="to"/> when none does.</summary>
    private int NextHeader(int from, int to)
    {
        while (from < to)
        {
            var length = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
            if (buffer[from] is >= (byte)'a' and <= (byte)'z' && FlowFormat.OfHeader(Trimmed(buffer.AsSpan(from, length))) is not null) return from;
            from += length + 1;
        }

        return to;
    }

    /// <summary>Looks for the needles in all lines at once, and takes only the lines around them.</summary>
    private void Search(int from, int to, TakeFlow onRecord)
    {
        for (var i = 0; i < hits.Length; i++) hits[i] = Next(i, from, to);
        while (true)
        {
            var nearest = to;
            foreach (var hit in hits) nearest = Math.Min(nearest, hit);
            if (nearest == to) return;
            var line = buffer.AsSpan(from, nearest - from).LastIndexOf((byte)'\n') + 1 + from;
            from = TakeLine(line, onRecord) + 1;
            for (var i = 0; i < hits.Length; i++)
            {
                if (hits[i] < from) hits[i] = Next(i, from, to);
            }
        }
    }

    private int Next(int needle, int from, int to)
    {
        var at = buffer.AsSpan(from, to - from).IndexOf(sought![needle]);
        return at < 0 ? to : from + at;
    }

    /// <summary>Takes one line and tells where it ends.</summary>
    private int TakeLine(int from, TakeFlow onRecord)
    {
        linesLeft--;
        var end = LineCutter.Cut(buffer, from, ends, out var count);
        if (declared is { HasTimes: true } format && count == format.Width && buffer[from] is not ((byte)' ' or (>= (byte)'a' and <= (byte)'z')) && buffer[end - 1] is not ((byte)'\r' or (byte)' ')
            && FlowRecord.TryTake(format, buffer.AsSpan(from, end - from), ends.AsSpan(0, count), out var record))
        {
            Give(in record, onRecord);
            return end;
        }

        TakeOdd(buffer.AsSpan(from, end - from), onRecord);
        return end;
    }

    /// <summary>Takes a line that is not plainly a record of the format at hand: a header, one with blanks or a time before it, one that fits nothing.</summary>
    private void TakeOdd(ReadOnlySpan<byte> line, TakeFlow onRecord)
    {
        line = WithoutStamp(Trimmed(line));
        if (line.IsEmpty) return;
        if (HeaderOf(line) is { } told)
        {
            if (told != declared) Declare(told);
            return;
        }

        if (plain.Length < line.Length + 1 + LineCutter.Spare) plain = new byte[line.Length * 2 + 1 + LineCutter.Spare];
        line.CopyTo(plain);
        plain[line.Length] = (byte)'\n';
        LineCutter.Cut(plain, 0, ends, out var count);
        var format = declared ?? (count <= ends.Length && FlowRecord.FitsDefault(line, ends.AsSpan(0, count)) ? FlowFormat.Default : null);
        if (format is { HasTimes: false })
        {
            Timeless++;
        }
        else if (format is not null && count <= ends.Length && FlowRecord.TryTake(format, plain.AsSpan(0, line.Length), ends.AsSpan(0, count), out var record))
        {
            if (declared is null) Fields = (Fields.All & format.Fields, Fields.Any | format.Fields);
            Give(in record, onRecord);
        }
        else
        {
            unreadable++;
            Unreadable++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Give(in FlowRecord record, TakeFlow onRecord)
    {
        records++;
        if (first < 0 || record.Start < first) first = record.Start;
        if (record.End > last) last = record.End;
        if (record.IsSkipped) skipped++;
        onRecord(in record);
    }

    /// <summary>The same header comes with every object; it is read anew only when it is another one.</summary>
    private FlowFormat? HeaderOf(ReadOnlySpan<byte> line)
    {
        if (header is not null && line.SequenceEqual(headerLine)) return header;
        if (FlowFormat.OfHeader(line) is not { Width: <= MostColumns } found) return null;
        headerLine = line.ToArray();
        return header = found;
    }

    private void Grow(int end)
    {
        if (end >= LongestLine) throw new InvalidDataException("A line is longer than any flow record.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line) => (line is [.., (byte)'\r'] ? line[..^1] : line).Trim((byte)' ');

    private static ReadOnlySpan<byte> WithoutStamp(ReadOnlySpan<byte> line) =>
        line.Length > StampEnd && line[4] == '-' && line[10] == 'T' && line.IndexOf((byte)' ') is var at and >= 20 and <= 30 && line[at - 1] == 'Z'
            ? line[(at + 1)..]
            : line;
}
