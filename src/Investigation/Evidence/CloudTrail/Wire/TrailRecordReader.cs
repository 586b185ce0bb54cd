using System.Buffers;
using System.Text;

namespace ChatOps.Investigation.Evidence.CloudTrail.Wire;

/// <summary>Cuts a stream of CloudTrail text into records, holding no more than one of them: <c>{"Records":[…]}</c>, arrays, JSON lines, and several of
/// these back to back.
/// Objects come as one line of up to 75 MB, so neither lines nor documents can be loaded whole.</summary>
internal sealed class TrailRecordReader(Stream stream) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LargestRecord = 8 * 1024 * 1024; // a CloudTrail event has at most 256 KB, an enriched one 1 MB
    private const int NoRecords = -1;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,\u001e\uFEFF"u8);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _end;
    private int _scan;
    private int _record = NoRecords; // where the open record, or the open document that may be one, starts
    private int _text;               // where the open string starts
    private int _depth;
    private int _recordDepth;        // depth at which a brace opens a record: 0 lines, 1 array, 2 inside "Records"
    private bool _inString;
    private bool _keyIsRecords;

    /// <summary>Whether the text ended inside a record or a list.</summary>
    public bool IsOpen => _depth > 0;

    /// <summary>Whether there was text that is no JSON.</summary>
    public bool HasForeignText { get; private set; }

    /// <summary>Reads on; false at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A record is larger than any event can be.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    /// <summary>The next whole record of what was read so far; it stays valid until the next call.</summary>
    public bool TryNext(out ReadOnlySpan<byte> record)
    {
        record = default;
        var read = _buffer.AsSpan(0, _end);
        while (_scan < _end)
        {
            if (_inString)
            {
                if (!LeaveString(read)) return false;
                continue;
            }

            var next = read[_scan..].IndexOfAny(Structure);
            var gap = next < 0 ? read[_scan..] : read.Slice(_scan, next);
            if (_depth == 0 && gap.ContainsAnyExcept(Between)) HasForeignText = true;
            _scan += gap.Length;
            if (next < 0) return false;
            var from = _record;
            if (!Step(read[_scan])) continue;
            record = read[from.._scan];
            return true;
        }

        return false;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Takes one structural character; true when it ends a record.</summary>
    private bool Step(byte character)
    {
        var at = _scan++;
        switch (character)
        {
            case (byte)'"':
                _inString = true;
                _text = _scan;
                return false;
            case (byte)'{':
                if (_depth == _recordDepth && _record == NoRecords) _record = at;
                _depth++;
                return false;
            case (byte)'[':
                OpenList();
                _depth++;
                return false;
            default:
                return Close(character);
        }
    }

    private void OpenList()
    {
        if (_depth == 0)
        {
            _recordDepth = 1;
        }
        else if (_depth == 1 && _recordDepth == 0 && _keyIsRecords)
        {
            _recordDepth = 2;
            _record = NoRecords;
        }
    }

    private bool Close(byte character)
    {
        if (_depth == 0)
        {
            HasForeignText = true;
            return false;
        }

        _depth--;
        var ends = character == '}' && _record != NoRecords && _depth == _recordDepth;
        if (ends) _record = NoRecords;
        else if (_depth == 1 && _recordDepth == 2) _recordDepth = NoRecords; // the rest of the envelope
        if (_depth == 0) _recordDepth = 0;
        return ends;
    }

    private bool LeaveString(ReadOnlySpan<byte> read)
    {
        var at = read[_scan..].IndexOfAny((byte)'"', (byte)'\\');
        if (at < 0)
        {
            _scan = _end;
            return false;
        }

        _scan += at;
        if (read[_scan] == '\\')
        {
            if (_scan + 1 >= _end) return false; // what is escaped has not been read yet
            _scan += 2;
            return true;
        }

        _keyIsRecords = _depth == 1 && _recordDepth == 0 && Ascii.EqualsIgnoreCase(read[_text.._scan], "Records"u8);
        _inString = false;
        _scan++;
        return true;
    }

    private void MakeRoom()
    {
        var keep = _record == NoRecords ? _scan : _record;
        if (keep > 0)
        {
            _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
            _end -= keep;
            _scan -= keep;
            _text -= keep;
            if (_record != NoRecords) _record = 0;
        }

        if (_end < _buffer.Length) return;
        if (_buffer.Length >= LargestRecord) throw new InvalidDataException("A record is larger than any CloudTrail event.");
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
