using ChatOps.Investigation.Evidence.CloudTrail.Wire;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>Reads one object of a trail, record by record, in bounded memory.</summary>
/// <param name="needle">Records without these bytes are not parsed, but for the first, which tells how far back the object reaches; empty to parse all.</param>
internal sealed class TrailReader(ReadOnlyMemory<byte> needle)
{
    private DateTimeOffset? first;
    private DateTimeOffset? last;

    /// <summary>Records that are no JSON, or lack a time or an operation.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Hands every call to <paramref name="onCall"/>; the times in the result are those of the calls parsed.</summary>
    public async Task<ObjectReading> ReadAsync(Stream text, Action<TrailEvent> onCall, CancellationToken cancellationToken)
    {
        using var records = new TrailRecordReader(text);
        do
        {
            while (records.TryNext(out var record))
            {
                if (needle.IsEmpty || first is null || record.IndexOf(needle.Span) >= 0) Take(record, onCall);
            }
        }
        while (await records.FillAsync(cancellationToken));
        return new ObjectReading(first, last, records.HasForeignText, records.IsOpen);
    }

    private void Take(ReadOnlySpan<byte> record, Action<TrailEvent> onCall)
    {
        var what = TrailEventParser.Parse(record, out var call);
        if (what == TrailRecord.Unreadable) Unreadable++;
        if (call is null) return;
        if (!(first <= call.Time)) first = call.Time;
        if (!(last >= call.Time)) last = call.Time;
        onCall(call);
    }
}
