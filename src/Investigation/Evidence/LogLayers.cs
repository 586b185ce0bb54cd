using System.Buffers.Text;

namespace ChatOps.Investigation.Evidence;

/// <summary>Text that was packed more than once: Firehose puts the gzip content of CloudWatch Logs into gzip objects, and hands it on in Base64.</summary>
internal static class LogLayers
{
    private const int MostLayers = 3;
    private static ReadOnlySpan<byte> GzipInBase64 => "H4sI"u8;

    /// <summary>Takes over text that may be gzip or Base64 of gzip, once or several times; other text comes out as it is.</summary>
    public static async Task<Stream> OpenAsync(Stream text, CancellationToken cancellationToken)
    {
        for (var layer = 0; layer < MostLayers; layer++)
        {
            var head = new byte[4];
            var read = await text.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            var isGzip = read >= 2 && head[0] == 0x1f && head[1] == 0x8b;
            var isBase64 = head.AsSpan(0, read).SequenceEqual(GzipInBase64);
            text = new LogText.JoinedStream(head.AsMemory(0, read), text, isGzip ? LogText.GunzipStream.EndMark : []);
            if (isGzip) text = new LogText.GunzipStream((LogText.JoinedStream)text);
            else if (isBase64) text = new Base64Stream(text);
            else return text;
        }

        return text;
    }

    /// <summary>Decodes Base64, line breaks passed over; padding may stand in between, where one piece ends and the next begins.</summary>
    private sealed class Base64Stream(Stream encoded) : LogText.ReadOnlyStream
    {
        private readonly byte[] letters = new byte[16 * 1024];
        private readonly byte[] decoded = new byte[12 * 1024];
        private int held;
        private int start;
        private int end;
        private long taken;

        public override long? Stored => (encoded as LogText.ReadOnlyStream)?.Stored ?? taken;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty) return 0;
            while (start == end)
            {
                var read = await encoded.ReadAsync(letters.AsMemory(held), cancellationToken);
                taken += read;
                if (read == 0) return held == 0 ? 0 : throw new EndOfStreamException("The Base64 content is cut off.");
                Decode(held + Squeeze(letters.AsSpan(held, read)));
            }

            var count = Math.Min(buffer.Length, end - start);
            decoded.AsSpan(start, count).CopyTo(buffer.Span);
            start += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) encoded.Dispose();
            base.Dispose(disposing);
        }

        private static int Squeeze(Span<byte> read)
        {
            var kept = 0;
            foreach (var letter in read)
            {
                if (letter > ' ') read[kept++] = letter;
            }

            return kept;
        }

        private void Decode(int length)
        {
            var whole = letters.AsSpan(0, length - (length % 4));
            start = end = 0;
            while (!whole.IsEmpty)
            {
                // up to the end of the group that has padding, if any
                var padding = whole.IndexOf((byte)'=');
                var piece = whole[..(padding < 0 ? whole.Length : (padding / 4 * 4) + 4)];
                if (Base64.DecodeFromUtf8(piece, decoded.AsSpan(end), out _, out var written) != System.Buffers.OperationStatus.Done)
                    throw new InvalidDataException("The Base64 content is damaged.");
                end += written;
                whole = whole[piece.Length..];
            }

            held = length % 4;
            letters.AsSpan(length - held, held).CopyTo(letters);
        }
    }
}
