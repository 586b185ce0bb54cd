using System.Buffers;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>Cuts a stream into lines, holding no more than one buffer of them.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LongestLine = 1024 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Reads on; false at the end of the stream, once the last line, ended or not, has been handed out.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any record.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended) return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length) Grow();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _ended = read == 0;
        return true;
    }

    /// <summary>The next line of what was read so far, without its end; it stays valid until the next call of <see cref="FillAsync"/>.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var length = rest.IndexOf((byte)'\n');
        if (length < 0 && (!_ended || rest.IsEmpty))
        {
            line = default;
            return false;
        }

        line = length < 0 ? rest : rest[..length];
        _start += length < 0 ? rest.Length : length + 1;
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow()
    {
        if (_buffer.Length >= LongestLine) throw new InvalidDataException("A line is longer than any flow record.");
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
