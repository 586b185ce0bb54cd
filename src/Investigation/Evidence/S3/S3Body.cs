using Amazon.Runtime;
using Amazon.S3.Model;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>The bytes of an object. A read that breaks off, stalls or ends early goes on at the byte it had reached, a few times, as long as the object is the same.</summary>
internal sealed class S3Body(S3Bucket bucket, string key, string version, TimeProvider time) : LogText.ReadOnlyStream
{
    private const int MostBreaks = 3;
    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];
    private GetObjectResponse? answer;
    private long total;
    private long at;
    private int breaks;

    public override long? Stored => at;

    /// <summary>Asks for the object, so that a refusal is known before anything is read.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        answer = await bucket.GetAsync(key, version, at, cancellationToken);
        total = at + answer.ContentLength;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            if (answer is null) await OpenAsync(cancellationToken);
            if (await TryReadAsync(answer!.ResponseStream, buffer, cancellationToken) is { } read && (read > 0 || at >= total))
            {
                at += read;
                return read;
            }

            answer.Dispose();
            answer = null;
            if (breaks == MostBreaks) throw new LogsUnavailableException($"s3:GetObject broke off {MostBreaks + 1} times; ask again");
            await Task.Delay(Pauses[breaks++], time, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) answer?.Dispose();
        answer = null;
        base.Dispose(disposing);
    }

    /// <summary>Null when the connection broke, or nothing came for long.</summary>
    private async Task<int?> TryReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(bucket.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await body.ReadAsync(buffer, either.Token);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && broken is IOException or HttpRequestException or OperationCanceledException or AmazonClientException)
        {
            return null;
        }
    }
}
