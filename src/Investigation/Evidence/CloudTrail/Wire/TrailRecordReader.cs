using System.Buffers;
using System.Text;

namespace ChatOps.Investigation.Evidence.CloudTrail.Wire;

/// <summary>Cuts a stream of CloudTrail text into records, holding no more than one of them: <c>{"Records":[…]}</c>, arrays, JSON lines, and several of
/// these back to back.
/// Objects come as one line of up to 75 MB, so neither lines nor documents can be loaded whole.</summary>
internal sealed class TrailRecordReader(Stream stream) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int SmallObject = 512 * 1024; // most objects of a trail are 50 KB
    private const int LargestRecord = 8 * 1024 * 1024; // a CloudTrail event has at most 256 KB, an enriched one 1 MB
    private const int NoRecords = -1;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,\u001e\uFEFF"u8);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int end;
    private int scan;
    private int recordStart = NoRecords; // where the open record, or the open document that may be one, starts
    private int textStart;               // where the open string starts
    private int depth;
    private int recordDepth;             // depth at which a brace opens a record: 0 lines, 1 array, 2 inside "Records"
    private bool inString;
    private bool keyIsRecords;

    /// <summary>Whether the text ended inside a record or a list.</summary>
    public bool IsOpen => depth > 0;

    /// <summary>Whether there was text that is no JSON.</summary>
    public bool HasForeignText { get; private set; }

    /// <summary>What was read and is held so far; all of the text when <see cref="FillAllAsync"/> said so.</summary>
    public ReadOnlySpan<byte> Text => buffer.AsSpan(0, end);

    /// <summary>Whether the text begins and ends like one document with a list of records.</summary>
    public bool IsEnvelope => Text is [(byte)'{', .., (byte)']', (byte)'}'] or [(byte)'{', .., (byte)']', (byte)'}', (byte)'\n'];

    /// <summary>Where the next record is looked for, in <see cref="Text"/>.</summary>
    public int Position => scan;

    /// <summary>Where in <see cref="Text"/> the next record of an open list begins, when a parser may take it from there itself; -1 when it may not.</summary>
    public int NextInList()
    {
        if (inString || recordStart != NoRecords || depth == 0 || depth != recordDepth) return -1;
        var at = scan;
        while (at < end && buffer[at] is (byte)',' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at < end && buffer[at] == '{' ? at : -1;
    }

    /// <summary>Passes over a record that was taken: it ends before the position.</summary>
    public void PassTo(int position) => scan = position;

    /// <summary>Reads all of a small object before its first record is asked for; false when it is not small, the rest of it is still to be read.</summary>
    public async ValueTask<bool> FillAllAsync(CancellationToken cancellationToken)
    {
        while (end < SmallObject)
        {
            if (!await FillAsync(cancellationToken)) return true;
        }

        return false;
    }

    /// <summary>Reads on; false at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A record is larger than any event can be.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        return read > 0;
    }

    /// <summary>The next whole record of what was read so far; it stays valid until the next call.</summary>
    public bool TryNext(out ReadOnlySpan<byte> record)
    {
        record = default;
        var read = buffer.AsSpan(0, end);
        while (scan < end)
        {
            if (inString)
            {
                if (!LeaveString(read)) return false;
                continue;
            }

            var next = read[scan..].IndexOfAny(Structure);
            var gap = next < 0 ? read[scan..] : read.Slice(scan, next);
            if (depth == 0 && gap.ContainsAnyExcept(Between)) HasForeignText = true;
            scan += gap.Length;
            if (next < 0) return false;
            var from = recordStart;
            if (!Step(read[scan])) continue;
            record = read[from..scan];
            return true;
        }

        return false;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Takes one structural character; true when it ends a record.</summary>
    private bool Step(byte character)
    {
        var at = scan++;
        switch (character)
        {
            case (byte)'"':
                inString = true;
                textStart = scan;
                return false;
            case (byte)'{':
                if (depth == recordDepth && recordStart == NoRecords) recordStart = at;
                depth++;
                return false;
            case (byte)'[':
                OpenList();
                depth++;
                return false;
            default:
                return Close(character);
        }
    }

    private void OpenList()
    {
        if (depth == 0)
        {
            recordDepth = 1;
        }
        else if (depth == 1 && recordDepth == 0 && keyIsRecords)
        {
            recordDepth = 2;
            recordStart = NoRecords;
        }
    }

    private bool Close(byte character)
    {
        if (depth == 0)
        {
            HasForeignText = true;
            return false;
        }

        depth--;
        var ends = character == '}' && recordStart != NoRecords && depth == recordDepth;
        if (ends) recordStart = NoRecords;
        else if (depth == 1 && recordDepth == 2) recordDepth = NoRecords; // the rest of the envelope
        if (depth == 0) recordDepth = 0;
        return ends;
    }

    private bool LeaveString(ReadOnlySpan<byte> read)
    {
        var at = read[scan..].IndexOfAny((byte)'"', (byte)'\\');
        if (at < 0)
        {
            scan = end;
            return false;
        }

        scan += at;
        if (read[scan] == '\\')
        {
            if (scan + 1 >= end) return false; // what is escaped has not been read yet
            scan += 2;
            return true;
        }

        keyIsRecords = depth == 1 && recordDepth == 0 && Ascii.EqualsIgnoreCase(read[textStart..scan], "Records"u8);
        inString = false;
        scan++;
        return true;
    }

    private void MakeRoom()
    {
        var keep = recordStart == NoRecords ? scan : recordStart;
        if (keep > 0)
        {
            buffer.AsSpan(keep, end - keep).CopyTo(buffer);
            end -= keep;
            scan -= keep;
            textStart -= keep;
            if (recordStart != NoRecords) recordStart = 0;
        }

        if (end < buffer.Length) return;
        if (buffer.Length >= LargestRecord) throw new InvalidDataException("A record is larger than any CloudTrail event.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
