using System.Text;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>A long trail that is never in memory as a whole.</summary>
internal sealed class GeneratedTrail(int calls) : LogText.ReadOnlyStream
{
    private byte[] rest = """{"Records":["""u8.ToArray();
    private int taken;
    private int made;
    private long position;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public static string Record(int i) =>
        $$"""{"eventVersion":"1.09","eventID":"{{i:x8}}-{{i * 7919 % 65536:x4}}","eventTime":"2024-08-01T00:{{i % 60:00}}:00Z","eventSource":"ssm.amazonaws.com","eventName":"GetParameters","sourceIPAddress":"198.51.100.23","requestParameters":{"pad":"{{new string('x', 1_200)}}"} }""";

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (taken == rest.Length)
        {
            if (made > calls) return ValueTask.FromResult(0);
            rest = Encoding.UTF8.GetBytes(made == calls ? "]}" : (made == 0 ? "" : ",") + Record(made));
            made++;
            taken = 0;
        }

        var count = Math.Min(buffer.Length, rest.Length - taken);
        rest.AsSpan(taken, count).CopyTo(buffer.Span);
        taken += count;
        position += count;
        return ValueTask.FromResult(count);
    }
}
