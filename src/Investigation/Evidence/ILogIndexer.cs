namespace ChatOps.Investigation.Evidence;

/// <summary>How one kind of log is put into the index.</summary>
public interface ILogIndexer
{
    /// <summary>Kind of log.</summary>
    LogKind Kind { get; }

    /// <summary>Topics of the entries it makes.</summary>
    IReadOnlyList<string> Topics { get; }

    /// <summary>Stored bytes that are read in one batch at most.</summary>
    long MostBytes => 2L << 30;

    /// <summary>Starts a batch of objects of one place.</summary>
    ILogBatchReader Begin(string place);

    /// <summary>Puts entries of several batches together, as if their objects had been read in one: objects arrive every few minutes, and small batches
    /// make slow answers.</summary>
    /// <exception cref="InvalidDataException">An entry is damaged or missing.</exception>
    IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries);
}

/// <summary>Reads the objects of one batch and puts together what they brought.</summary>
public interface ILogBatchReader
{
    /// <summary>Whether it holds as much as one batch may: objects not begun yet are left to the next.</summary>
    bool IsFull => false;

    /// <summary>Reads one object; several at a time are read by several threads. What an object brought that failed half-way counts as far as it was read.</summary>
    /// <exception cref="IOException">The object cannot be read.</exception>
    /// <exception cref="InvalidDataException">The object is damaged.</exception>
    Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken);

    /// <summary>All entries of the batch, once every object has been read.</summary>
    Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken);
}
