using System.IO.Compression;

namespace ChatOps.Investigation.Evidence;

/// <summary>The text of a log object, gzip or not: its first bytes tell, not its name.</summary>
internal static class LogText
{
    /// <summary>Takes over the stream; reading the result throws <see cref="EndOfStreamException"/> where gzip content is cut off.</summary>
    public static async Task<Stream> OpenAsync(Stream stored, CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var read = await stored.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var isGzip = read == 2 && head[0] == 0x1f && head[1] == 0x8b;
        var whole = new JoinedStream(head.AsMemory(0, read), stored, isGzip ? GunzipStream.EndMark : []);
        return isGzip ? new GunzipStream(whole) : whole;
    }

    /// <summary>A few bytes, a stream, and a few bytes again.</summary>
    internal sealed class JoinedStream(ReadOnlyMemory<byte> head, Stream body, ReadOnlyMemory<byte> tail) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> head = head;
        private ReadOnlyMemory<byte> tail = tail;

        /// <summary>Whether the body has ended and the tail is being handed out.</summary>
        public bool BodyEnded { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty) return 0;
            if (!head.IsEmpty) return Take(ref head, buffer);
            if (!BodyEnded)
            {
                var read = await body.ReadAsync(buffer, cancellationToken);
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

    /// <summary>Decompresses, and tells an end from a cut. <see cref="GZipStream"/> ends silently on truncated content, so one more member is put behind it:
    /// it comes out whole only when everything before it was whole.</summary>
    internal sealed class GunzipStream(JoinedStream compressed) : ReadOnlyStream
    {
        private static readonly byte[] Mark = "end of the object"u8.ToArray();
        private readonly GZipStream inner = new(compressed, CompressionMode.Decompress);
        private int marked;

        /// <summary>The mark as a gzip member.</summary>
        public static readonly byte[] EndMark = Compress(Mark);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var read = await ReadInnerAsync(buffer, cancellationToken);
                if (!compressed.BodyEnded) return read;

                // all output of the body was handed out before the decompressor asked for more: this is the mark, or what a cut made of it
                if (read == 0) return marked == Mark.Length ? 0 : throw CutOff(null);
                if (marked + read > Mark.Length || !buffer.Span[..read].SequenceEqual(Mark.AsSpan(marked, read))) throw CutOff(null);
                marked += read;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            try
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException broken) when (compressed.BodyEnded)
            {
                throw CutOff(broken);
            }
        }

        private static EndOfStreamException CutOff(Exception? cause) => new("The compressed content is cut off.", cause);

        private static byte[] Compress(byte[] content)
        {
            using var stored = new MemoryStream();
            using (var gzip = new GZipStream(stored, CompressionLevel.Fastest)) gzip.Write(content);
            return stored.ToArray();
        }
    }

    /// <summary>The rest of what a stream must have.</summary>
    internal abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

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
