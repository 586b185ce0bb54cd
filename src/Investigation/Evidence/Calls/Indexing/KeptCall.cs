namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>What the index must know of a call of any kind of log.</summary>
internal interface IKeptCall
{
    /// <summary>When it was made, UTC ticks.</summary>
    long Ticks { get; }

    /// <summary>What copies of it share; 0 when it has no id.</summary>
    ulong Identity { get; }

    /// <summary>Whether copies of it may differ.</summary>
    bool MayDiffer { get; }
}

/// <summary>A call on its way into the index or out of it.</summary>
/// <param name="Event">The call.</param>
/// <param name="Stamp">Start of the slot its object is stamped with, UTC ticks; 0 when the object's key tells no time. Before it the call was not there.</param>
/// <param name="Identity">What copies of it share, as far as copies may lie in other batches; else 0.</param>
internal readonly record struct KeptCall<TEvent>(TEvent Event, long Stamp, ulong Identity)
    where TEvent : class, IKeptCall;

/// <summary>Reads one object and hands on its calls.</summary>
internal delegate Task<ObjectReading> ReadCalls<TEvent>(LogObject log, Stream text, Action<TEvent> onCall, CancellationToken cancellationToken);

/// <summary>How the calls of one kind of log are read, put into columns, and found again.</summary>
internal interface ICallCoding<TEvent>
    where TEvent : class, IKeptCall
{
    /// <summary>Topics of its entries.</summary>
    CallTopics Topics { get; }

    /// <summary>A reader for one worker.</summary>
    ReadCalls<TEvent> NewReader();

    /// <summary>Who made the call; null when nobody is named.</summary>
    string? CallerOf(TEvent call);

    /// <summary>Whether copies of a call may lie in objects of another batch, stamped before the first or after the last of its series in this one.</summary>
    /// <param name="row">The call.</param>
    /// <param name="stamps">First and last stamp, UTC ticks.</param>
    bool MayHaveCopies(KeptCall<TEvent> row, (long First, long Last) stamps);

    /// <summary>Whether two calls of the same time and id are the same in all.</summary>
    bool AreCopies(TEvent call, TEvent other);

    /// <summary>Encodes calls, which must be in the order of their times, as a <see cref="CallBlock"/>.</summary>
    byte[] Encode(IReadOnlyList<KeptCall<TEvent>> rows);

    /// <summary>Undoes it.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    IEnumerable<KeptCall<TEvent>> Decode(ReadOnlyMemory<byte> content);

    /// <summary>Keys of all calls of a block; some of them more than once.</summary>
    IEnumerable<uint> KeysOf(IReadOnlyList<KeptCall<TEvent>> rows);
}

/// <summary>Topics of one kind of log.</summary>
/// <param name="Calls">Topic of the blocks of calls; an entry's name is the caller, or <see cref="CallEntries.Others"/>.</param>
/// <param name="Contents">Topic of the table of contents, one per batch.</param>
internal sealed record CallTopics(string Calls, string Contents);
