using ChatOps.Investigation.Evidence.Calls;
using ChatOps.Investigation.Evidence.CloudTrail.Wire;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>Reads objects of a trail, record by record, in bounded memory. One per worker.</summary>
/// <param name="needle">Records without these bytes are not parsed, but for the first of each object, which tells how far back it reaches; empty to parse
/// all.</param>
internal sealed class TrailReader(ReadOnlyMemory<byte> needle)
{
    private readonly TrailEventParser parser = new();
    private DateTimeOffset? first;
    private DateTimeOffset? last;
    private long records;
    private long left; // records until there is one too many

    /// <summary>Records that are no JSON, or lack an operation or a possible time, in all objects read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Hands every call to <paramref name="onCall"/>; the times in the result are those of the calls parsed.</summary>
    /// <param name="text">The object.</param>
    /// <param name="onCall">Takes a call.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="readsAll">Whether records are parsed that lack the needle.</param>
    /// <param name="mayBeCut">Whether the text may end anywhere: where it was compressed, the decompressor tells.</param>
    /// <param name="stored">Bytes of the object as stored; 0 when unknown.</param>
    public async Task<ObjectReading> ReadAsync(Stream text, Action<TrailEvent> onCall, CancellationToken cancellationToken, bool readsAll = false, bool mayBeCut = true, long stored = 0)
    {
        first = last = null;
        records = 0;
        left = CallLimits.MostRecords(stored) + 1;
        var unreadableBefore = Unreadable;
        using var cutter = new TrailRecordReader(text);
        var filter = readsAll ? default : needle;
        var (isWhole, fault) = await FillAsync(cutter.FillAllAsync, cancellationToken);
        if (isWhole && fault is null && !filter.IsEmpty && !mayBeCut && cutter.IsEnvelope)
        {
            TakeAround(cutter, filter.Span, onCall);
            return Reading(cutter) with { Unreadable = Unreadable - unreadableBefore };
        }

        do
        {
            var inPlace = filter.IsEmpty && TakeInPlace(cutter, onCall);
            while (left > 0 && cutter.TryNext(out var record))
            {
                left--;
                if (filter.IsEmpty || first is null || record.IndexOf(filter.Span) >= 0) Take(record, onCall);
                if (inPlace) inPlace = TakeInPlace(cutter, onCall);
            }

            if (left <= 0) fault = new InvalidDataException("The object holds more records than any log of calls.");
        }
        while (!isWhole && fault is null && await MoreAsync());
        return Reading(cutter) with
        {
            IsOpen = cutter.IsOpen || fault is EndOfStreamException,
            IsUnreadable = fault is not null and not EndOfStreamException,
            Unreadable = Unreadable - unreadableBefore,
            Records = records,
        };

        async ValueTask<bool> MoreAsync()
        {
            (var isMore, fault) = await FillAsync(cutter.FillAsync, cancellationToken);
            return isMore && fault is null;
        }
    }

    /// <summary>Reads on. What came before a fault is still good: it is taken, and the fault told of with the reading.</summary>
    private static async ValueTask<(bool Filled, Exception? Fault)> FillAsync(Func<CancellationToken, ValueTask<bool>> fill, CancellationToken cancellationToken)
    {
        try
        {
            return (await fill(cancellationToken), null);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return (true, broken);
        }
    }

    /// <summary>The needle is searched in the whole text; records are cut only as far as the last one that holds it.</summary>
    private void TakeAround(TrailRecordReader cutter, ReadOnlySpan<byte> filter, Action<TrailEvent> onCall)
    {
        var hit = cutter.Text.IndexOf(filter);
        while ((first is null || hit >= 0) && cutter.TryNext(out var record))
        {
            var end = cutter.Position;
            if (hit >= 0 && hit < end)
            {
                // a hit before the record lies between records, where it means nothing
                if (hit >= end - record.Length || record.IndexOf(filter) >= 0) Take(record, onCall);
                else if (first is null) Take(record, onCall);
                hit = cutter.Text[end..].IndexOf(filter) is var next and >= 0 ? end + next : -1;
            }
            else if (first is null)
            {
                Take(record, onCall);
            }
        }
    }

    /// <summary>Where every record is parsed, the parser finds their ends: looking for them first would be to read all twice.</summary>
    /// <returns>False where it met what it cannot parse, which may only be cut off by the end of the buffer: that is to be cut the slow way.</returns>
    private bool TakeInPlace(TrailRecordReader cutter, Action<TrailEvent> onCall)
    {
        int at;
        while (left > 0 && (at = cutter.NextInList()) >= 0)
        {
            var what = parser.Parse(cutter.Text[at..], out var call, out var length);
            if (length == 0) return false;
            cutter.PassTo(at + length);
            left--;
            Took(what, call, onCall);
        }

        return true;
    }

    private ObjectReading Reading(TrailRecordReader cutter) => new(first, last, cutter.HasForeignText, IsOpen: false);

    private void Take(ReadOnlySpan<byte> record, Action<TrailEvent> onCall)
    {
        var what = parser.Parse(record, out var call);
        Took(what, call, onCall);
    }

    private void Took(TrailRecord what, TrailEvent? call, Action<TrailEvent> onCall)
    {
        records++;
        if (what == TrailRecord.Unreadable) Unreadable++;
        if (call is null) return;
        if (!(first <= call.Time)) first = call.Time;
        if (!(last >= call.Time)) last = call.Time;
        onCall(call);
    }
}
