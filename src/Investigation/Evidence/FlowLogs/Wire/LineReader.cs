using System.Buffers;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>Cuts a stream into lines, holding no more than one buffer of them.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LongestLine = 1024 * 1024;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;
    private bool ended;

    /// <summary>Reads on; false at the end of the stream, once the last line, ended or not, has been handed out.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any record.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (ended) return false;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length) Grow();
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        ended = read == 0;
        return true;
    }

    /// <summary>The next line of what was read so far, without its end; it stays valid until the next call of <see cref="FillAsync"/>.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var rest = buffer.AsSpan(start, end - start);
        var length = rest.IndexOf((byte)'\n');
        if (length < 0 && (!ended || rest.IsEmpty))
        {
            line = default;
            return false;
        }

        line = length < 0 ? rest : rest[..length];
        start += length < 0 ? rest.Length : length + 1;
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Grow()
    {
        if (buffer.Length >= LongestLine) throw new InvalidDataException("A line is longer than any flow record.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
