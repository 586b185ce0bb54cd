using ChatOps.Investigation.Evidence.Calls;
using ChatOps.Investigation.Evidence.EksAudit.Wire;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Reads one object of audit logs, event by event, in bounded memory. No content makes it fail: what cannot be read is counted.</summary>
/// <param name="needle">Records without these bytes are not parsed, but for the first, which tells how far back the object reaches; empty to parse all.</param>
internal sealed class AuditReader(ReadOnlyMemory<byte> needle)
{
    private readonly AuditEventParser parser = new(new AuditTexts());
    private DateTimeOffset? first;
    private DateTimeOffset? last;
    private long events;
    private long unreadable;

    /// <summary>Hands every event to <paramref name="onEvent"/>, several of one request among them; the times in the result are those of the events parsed.</summary>
    /// <param name="log">The object; its key may tell cluster and account.</param>
    /// <param name="text">Its content.</param>
    /// <param name="onEvent">Takes an event.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The object cannot be read.</exception>
    public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, Action<AuditEvent> onEvent, CancellationToken cancellationToken)
    {
        (first, last, events, unreadable) = (null, null, 0, 0);
        var (isCut, isDamaged, isForeign) = (false, false, false);
        var left = CallLimits.MostRecords(log.Length);
        var cluster = AuditEnvelope.ClusterOf(log.Key);
        try
        {
            await using var content = await LogLayers.OpenAsync(text, cancellationToken);
            using var records = new AuditRecordReader(content);
            try
            {
                do
                {
                    while (records.TryNext(out var record))
                    {
                        if (left-- == 0) throw new InvalidDataException("The object holds more records than any log of calls.");
                        if (records.Envelope.IsAudit && (needle.IsEmpty || first is null || record.IndexOf(needle.Span) >= 0)) Take(record, records.Envelope, cluster, log.Account, onEvent);
                    }
                }
                while (await records.FillAsync(cancellationToken));
            }
            finally
            {
                isForeign = records.HasForeignText;
                isCut = records.IsOpen;
                unreadable += records.Lost;
            }
        }
        catch (EndOfStreamException)
        {
            isCut = true;
        }
        catch (InvalidDataException)
        {
            isDamaged = true;
        }

        return new ObjectReading(first, last, isForeign, isCut) { Records = events, Unreadable = unreadable, IsUnreadable = isDamaged };
    }

    private void Take(ReadOnlySpan<byte> record, AuditEnvelope envelope, string? cluster, string? account, Action<AuditEvent> onEvent)
    {
        var what = parser.Parse(record, out var audited);
        if (what == AuditRecord.Unreadable) unreadable++;
        if (audited is null) return;
        events++;
        audited.Cluster = envelope.Cluster ?? cluster;
        audited.Account = envelope.Account ?? account;
        var time = new DateTimeOffset(audited.Ticks, TimeSpan.Zero);
        if (!(first <= time)) first = time;
        if (!(last >= time)) last = time;
        onEvent(audited);
    }
}
