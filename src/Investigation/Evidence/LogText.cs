using System.Buffers;
using System.IO.Compression;

namespace ChatOps.Investigation.Evidence;

/// <summary>The text of a log object, gzip or not: its first bytes tell, not its name.</summary>
internal static class LogText
{
    /// <summary>Most objects are smaller than this and are decompressed from memory, without waiting once.</summary>
    private const int Ahead = 512 * 1024;

    private const int Chunk = 128 * 1024;

    /// <summary>Logs of all kinds expand to 5 to 50 times what is stored, since every record has a time and mostly an id of its own. Gzip can reach 1,032 times
    /// (zlib, "Technical Details"): what comes near it was made to fill memory and time.</summary>
    private const int MostExpansion = 200;

    /// <summary>Text as small as this is no burden, whatever it was packed into. The largest object AWS delivers has 75 MB as stored (Amazon VPC user guide, "Flow log files").</summary>
    private const long SmallText = 32 << 20;

    /// <summary>Takes over the stream; reading the result throws <see cref="EndOfStreamException"/> where gzip content is cut off, and
    /// <see cref="InvalidDataException"/> where it expands to more than any log does.</summary>
    public static async Task<Stream> OpenAsync(Stream stored, CancellationToken cancellationToken)
    {
        var source = new StoredStream(stored);
        try
        {
            await source.FillAsync(cancellationToken);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        if (!source.IsGzip) return source;
        if (!LibDeflate.TryExpand(source.Whole, out var text, out var length)) return new GunzipStream(source);
        await using (source) return new WholeText(text, length, source.Whole.Length);
    }

    /// <summary>The stored bytes, read in large pieces; behind gzip content its end mark.</summary>
    internal sealed class StoredStream : MarkedStream
    {
        private readonly Stream body;
        private readonly bool isLocal;
        private byte[] buffer;
        private int from;
        private int to;
        private bool bodyRead;
        private ReadOnlyMemory<byte> tail;
        private long handed;

        public StoredStream(Stream body)
        {
            this.body = body;
            isLocal = body is FileStream { IsAsync: false } or MemoryStream; // asking these to wait would only cost a change of thread for each piece
            var known = isLocal ? body.Length - body.Position : Ahead;
            buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(known + 1, 2, isLocal ? Ahead : Chunk));
        }

        /// <summary>Whether the content is compressed, as its first bytes tell.</summary>
        public bool IsGzip { get; private set; }

        /// <summary>All of the content, when it is in memory; nothing otherwise.</summary>
        public ReadOnlySpan<byte> Whole => bodyRead ? buffer.AsSpan(from, to - from) : default;

        public override bool NeverWaits => isLocal || bodyRead;

        public override long? Stored => handed;

        /// <summary>Reads ahead: all of a small object, the first piece of a large one.</summary>
        public async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            while (!bodyRead && to < Ahead)
            {
                if (to == buffer.Length)
                {
                    if (isLocal) break;
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = isLocal ? body.Read(buffer.AsSpan(to)) : await body.ReadAsync(buffer.AsMemory(to), cancellationToken);
                to += read;
                bodyRead = read == 0;
            }

            IsGzip = to >= 2 && buffer[0] == 0x1f && buffer[1] == 0x8b;
            if (IsGzip) tail = GunzipStream.EndMark;
        }

        public override int Read(Span<byte> into)
        {
            if (into.IsEmpty) return 0;
            if (from == to && !bodyRead) Took(body.Read(buffer));
            return Hand(into);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken = default)
        {
            if (into.IsEmpty) return ValueTask.FromResult(0);
            return from < to || NeverWaits ? ValueTask.FromResult(Read(into.Span)) : WaitAsync(into, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && buffer.Length > 0)
            {
                body.Dispose();
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = [];
                from = to = 0;
                bodyRead = true;
            }

            base.Dispose(disposing);
        }

        private async ValueTask<int> WaitAsync(Memory<byte> into, CancellationToken cancellationToken)
        {
            Took(await body.ReadAsync(buffer, cancellationToken));
            return Hand(into.Span);
        }

        private void Took(int read)
        {
            (from, to) = (0, read);
            bodyRead = read == 0;
        }

        /// <summary>Never body and tail in one go: the reader must be able to tell which it got.</summary>
        private int Hand(Span<byte> into)
        {
            if (from < to)
            {
                var count = Math.Min(to - from, into.Length);
                buffer.AsSpan(from, count).CopyTo(into);
                from += count;
                handed += count;
                return count;
            }

            BodyEnded = true;
            var last = Math.Min(tail.Length, into.Length);
            tail.Span[..last].CopyTo(into);
            tail = tail[last..];
            return last;
        }
    }

    /// <summary>A few bytes, a stream, and a few bytes again.</summary>
    internal sealed class JoinedStream(ReadOnlyMemory<byte> head, Stream body, ReadOnlyMemory<byte> tail) : MarkedStream
    {
        private ReadOnlyMemory<byte> head = head;
        private ReadOnlyMemory<byte> tail = tail;
        private long handed;

        public override bool NeverWaits => false;

        public override long? Stored => (body as ReadOnlyStream)?.Stored ?? handed;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty) return 0;
            if (!head.IsEmpty) return Take(ref head, buffer);
            if (!BodyEnded)
            {
                var read = await body.ReadAsync(buffer, cancellationToken);
                handed += read;
                if (read > 0) return read;
                BodyEnded = true;
            }

            return Take(ref tail, buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) body.Dispose();
            base.Dispose(disposing);
        }

        private static int Take(ref ReadOnlyMemory<byte> from, Memory<byte> into)
        {
            var count = Math.Min(from.Length, into.Length);
            from[..count].CopyTo(into);
            from = from[count..];
            return count;
        }
    }

    /// <summary>Stored bytes with an end mark behind them.</summary>
    internal abstract class MarkedStream : ReadOnlyStream
    {
        /// <summary>Whether the body has been handed out whole, and the end mark, if any, is being handed out.</summary>
        public bool BodyEnded { get; protected set; }

        /// <summary>Whether all is at hand, so that it can be read without waiting.</summary>
        public abstract bool NeverWaits { get; }
    }

    /// <summary>Decompresses, and tells an end from a cut. <see cref="GZipStream"/> ends silently on truncated content, so one more member is put behind it:
    /// it comes out whole only when everything before it was whole.</summary>
    internal sealed class GunzipStream(MarkedStream compressed) : ReadOnlyStream
    {
        private static readonly byte[] Mark = "end of the object"u8.ToArray();
        private readonly GZipStream inner = new(compressed, CompressionMode.Decompress);
        private int marked;
        private long expanded;

        /// <summary>The mark as a gzip member.</summary>
        public static readonly byte[] EndMark = Compress(Mark);

        public override long? Stored => compressed.Stored;

        public override int Read(Span<byte> buffer)
        {
            while (true)
            {
                int read;
                try
                {
                    read = inner.Read(buffer);
                }
                catch (InvalidDataException broken) when (compressed.BodyEnded)
                {
                    throw CutOff(broken);
                }

                if (IsContent(buffer, read)) return read;
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!compressed.NeverWaits) return WaitAsync(buffer, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Read(buffer.Span));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private async ValueTask<int> WaitAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            while (true)
            {
                int read;
                try
                {
                    read = await inner.ReadAsync(buffer, cancellationToken);
                }
                catch (InvalidDataException broken) when (compressed.BodyEnded)
                {
                    throw CutOff(broken);
                }

                if (IsContent(buffer.Span, read)) return read;
            }
        }

        /// <summary>All output of the body was handed out before the decompressor asked for more; what comes then is the mark, or what a cut made of it.</summary>
        private bool IsContent(ReadOnlySpan<byte> buffer, int read)
        {
            expanded += read;
            if (expanded > SmallText && expanded / MostExpansion > compressed.Stored) throw new InvalidDataException("The content expands to more than any log does.");
            if (!compressed.BodyEnded) return true;
            if (read == 0) return marked == Mark.Length ? true : throw CutOff(null);
            if (marked + read > Mark.Length || !buffer[..read].SequenceEqual(Mark.AsSpan(marked, read))) throw CutOff(null);
            marked += read;
            return false;
        }

        private static EndOfStreamException CutOff(Exception? cause) => new("The compressed content is cut off.", cause);

        private static byte[] Compress(byte[] content)
        {
            using var stored = new MemoryStream();
            using (var gzip = new GZipStream(stored, CompressionLevel.Fastest)) gzip.Write(content);
            return stored.ToArray();
        }
    }

    /// <summary>Text that is all in memory, in a pooled array.</summary>
    internal sealed class WholeText(byte[] text, int length, long stored) : ReadOnlyStream
    {
        private byte[] text = text;
        private int at;

        /// <summary>The text in an array that may be written to, with <see cref="LibDeflate.Spare"/> bytes behind it, until this is disposed of; null once some of
        /// it has been read.</summary>
        public byte[]? Array => at == 0 ? text : null;

        /// <summary>Length of the text.</summary>
        public int TextLength => length;

        public override long? Stored => stored;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(length - at, buffer.Length);
            text.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Read(buffer.Span));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && text.Length > 0) ArrayPool<byte>.Shared.Return(text);
            (text, at) = ([], length);
            base.Dispose(disposing);
        }
    }

    /// <summary>The rest of what a stream must have.</summary>
    internal abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        /// <summary>Bytes as stored, behind all layers, that were taken so far for what was handed out; null when unknown.</summary>
        public virtual long? Stored => null;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Log objects are read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
