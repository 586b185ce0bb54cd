using System.Buffers;

namespace ChatOps.Investigation.Evidence.EksAudit.Wire;

/// <summary>Cuts a stream into records, holding no more than one of them: JSON lines, arrays, lists of events (<c>items</c>), documents of CloudWatch Logs
/// (<c>logEvents</c>), and several of these back to back. An object can be one line of hundreds of megabytes, so neither lines nor documents are
/// loaded whole.</summary>
internal sealed class AuditRecordReader(Stream stream) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LargestRecord = 8 * 1024 * 1024; // etcd takes objects of 1.5 MB, an event holds at most two of them
    private const int LongestStamp = 30;
    private const int None = -1;
    private const int Dropped = -2;
    private static readonly SearchValues<byte> Opening = SearchValues.Create("{["u8);
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,\u001e\uFEFF"u8);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int end;
    private int scan;
    private int recordStart = None; // where the open record, or the open document that may be one, starts
    private int textStart;          // where the open string starts
    private int depth;
    private int recordDepth;        // depth at which a brace opens a record: 0 lines, 1 array, one or two more inside a list
    private int outerDepth;         // the same outside of the list
    private bool inList;
    private bool inString;
    private bool keyIsList;
    private bool foreign;

    /// <summary>What was told of the record handed out last.</summary>
    public AuditEnvelope Envelope { get; private set; } = AuditEnvelope.None;

    /// <summary>Records passed over: larger than any event, or broken off in the middle of a line.</summary>
    public long Lost { get; private set; }

    /// <summary>Whether the text ended inside a record or a list.</summary>
    public bool IsOpen => depth > 0;

    /// <summary>Whether there was text that is no JSON.</summary>
    public bool HasForeignText => foreign || (depth == 0 && scan < end);

    /// <summary>Reads on; false at the end of the stream.</summary>
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

            var next = read[scan..].IndexOfAny(depth == 0 ? Opening : Structure);
            var gap = next < 0 ? read[scan..] : read.Slice(scan, next);
            if (depth == 0 && next < 0) gap = gap[..^StartOfStamp(gap)];
            if (depth == 0 && !IsBetween(gap)) foreign = true;
            scan += gap.Length;
            if (next < 0) return false;
            var from = recordStart;
            if (!Step(read)) continue;
            record = read[from..scan];
            return true;
        }

        return false;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Takes one structural character; true when it ends a record.</summary>
    private bool Step(ReadOnlySpan<byte> read)
    {
        var at = scan++;
        switch (read[at])
        {
            case (byte)'"':
                inString = true;
                textStart = scan;
                return false;
            case (byte)'{':
                if (depth == recordDepth && recordStart == None) recordStart = at;
                depth++;
                return false;
            case (byte)'[':
                OpenList(read[..at]);
                depth++;
                return false;
            default:
                return Close(read[at] == '}');
        }
    }

    private void OpenList(ReadOnlySpan<byte> before)
    {
        if (depth == 0)
        {
            recordDepth = 1;
        }
        else if (!inList && keyIsList && recordStart != None && depth == recordDepth + 1)
        {
            Envelope = recordStart == Dropped ? AuditEnvelope.None : AuditEnvelope.Of(before[recordStart..]);
            inList = true;
            outerDepth = recordDepth;
            recordDepth = depth + 1;
            recordStart = None;
        }
    }

    private bool Close(bool isBrace)
    {
        depth--;
        keyIsList = false;
        if (inList && !isBrace && depth == recordDepth - 1) recordDepth = None; // the rest of the document
        if (depth == 0 || (inList && depth == outerDepth)) return End();
        if (!isBrace || depth != recordDepth || recordStart == None) return false;
        var isWhole = recordStart >= 0;
        recordStart = None;
        return isWhole;
    }

    /// <summary>A document has ended, or an element of an array of documents.</summary>
    private bool End()
    {
        var isWhole = recordStart >= 0 && !inList && depth == recordDepth;
        recordStart = None;
        recordDepth = inList ? outerDepth : recordDepth;
        if (depth == 0) recordDepth = 0;
        inList = false;
        if (!isWhole) Envelope = AuditEnvelope.None;
        return isWhole;
    }

    private bool LeaveString(ReadOnlySpan<byte> read)
    {
        var at = read[scan..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
        if (at < 0)
        {
            scan = end;
            return false;
        }

        scan += at;
        switch (read[scan])
        {
            case (byte)'\n':
                Resume();
                return true;
            case (byte)'\\':
                if (scan + 1 >= end) return false; // what is escaped has not been read yet
                scan += 2;
                return true;
            default:
                keyIsList = !inList && depth == recordDepth + 1 && textStart >= 0 && (read[textStart..scan].SequenceEqual("logEvents"u8) || read[textStart..scan].SequenceEqual("items"u8));
                inString = false;
                scan++;
                return true;
        }
    }

    /// <summary>No JSON text holds a line break: the record was broken off, and the next line may be whole again.</summary>
    private void Resume()
    {
        Lost++;
        (inString, inList, depth, recordDepth, recordStart) = (false, false, 0, 0, None);
        Envelope = AuditEnvelope.None;
        scan++;
    }

    /// <summary>White space, separators, and the time that exports of CloudWatch Logs put before every line.</summary>
    private static bool IsBetween(ReadOnlySpan<byte> gap)
    {
        if (!gap.ContainsAnyExcept(Between)) return true;
        gap = gap.Trim(" \t\r\n,\u001e\uFEFF"u8);
        return gap.Length is >= 20 and <= LongestStamp && gap[^1] == 'Z' && gap[4] == '-' && gap[10] == 'T';
    }

    /// <summary>Length of an end that may be half of such a time: the rest has not been read yet.</summary>
    private static int StartOfStamp(ReadOnlySpan<byte> gap)
    {
        var length = gap.Length - 1 - gap.LastIndexOfAny(Between);
        return length <= LongestStamp ? length : 0;
    }

    private void MakeRoom()
    {
        if (recordStart >= 0 && end - recordStart >= LargestRecord)
        {
            recordStart = Dropped;
            Lost++;
        }

        var keep = recordStart >= 0 ? recordStart : scan;
        if (keep > 0)
        {
            buffer.AsSpan(keep, end - keep).CopyTo(buffer);
            end -= keep;
            scan -= keep;
            textStart -= keep;
            if (recordStart >= 0) recordStart = 0;
        }

        if (end < buffer.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
