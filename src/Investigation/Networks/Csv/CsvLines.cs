namespace ChatOps.Investigation.Networks.Csv;

/// <summary>Lines of a text, of which none may be longer than a buffer: what is no text at all is told at once and not loaded whole.</summary>
internal sealed class CsvLines(TextReader text)
{
    private const int Longest = 64 * 1024;
    private readonly char[] buffer = new char[Longest];
    private int start;
    private int end;
    private bool isOver;

    /// <summary>Number of the line handed out last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end; it stays valid until the next call.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any row.</exception>
    public bool TryNext(out ReadOnlySpan<char> line)
    {
        while (true)
        {
            line = buffer.AsSpan(start, end - start);
            var stop = line.IndexOf('\n');
            if (stop >= 0 || (isOver && !line.IsEmpty))
            {
                start += stop >= 0 ? stop + 1 : line.Length;
                if (stop >= 0) line = line[..stop];
                line = line.TrimEnd('\r');
                Number++;
                return true;
            }

            if (isOver) return false;
            Fill();
        }
    }

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length) throw new InvalidDataException($"Its line {Number + 1} is longer than any row.");
        var read = text.Read(buffer, end, buffer.Length - end);
        end += read;
        isOver = read == 0;
    }
}
