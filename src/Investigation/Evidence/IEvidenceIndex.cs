using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What was learned from log objects, kept so that they need not be read again. A cache: it may be deleted at any time and is made again from the
/// objects. Objects and what they brought are added in one step, so a crash never counts twice. One process writes at a time.</summary>
public interface IEvidenceIndex
{
    /// <summary>Changes when what was held is lost or comes back: the file was damaged and is made anew, or can be opened at last. What was read of the objects before is void then.</summary>
    long Generation => 0;

    /// <summary>All objects held of one place and kind. An object can stand there twice, when a crash came between adding a batch and removing the ones it replaces.</summary>
    Task<IReadOnlyList<IndexedObject>> ObjectsAsync(string place, LogKind kind, CancellationToken cancellationToken);

    /// <summary>Adds objects and their entries: all or nothing.</summary>
    /// <returns>The batch's number, by which it can be removed. Numbers grow and are never used again.</returns>
    Task<long> AddAsync(string place, LogKind kind, IndexBatch batch, CancellationToken cancellationToken);

    /// <summary>Entries of a topic whose time touches the window, in the order of first, then of adding.</summary>
    /// <param name="place">Where the objects lie.</param>
    /// <param name="topic">Which entries.</param>
    /// <param name="names">Names wanted; null for all.</param>
    /// <param name="window">Window the entries' times must touch.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<IndexEntry> EntriesAsync(string place, string topic, IReadOnlyCollection<string>? names, TimeWindow window, CancellationToken cancellationToken);

    /// <summary>Removes batches with all their objects and entries. Numbers of batches that are not held are passed over.</summary>
    Task RemoveAsync(IReadOnlyCollection<long> batches, CancellationToken cancellationToken);
}

/// <summary>A log object that has been read.</summary>
/// <param name="Key">Name within its place.</param>
/// <param name="Version">What it was when read: <see cref="LogObject.Version"/>.</param>
/// <param name="Length">Bytes as stored.</param>
/// <param name="Reading">What reading it brought to light.</param>
/// <param name="Batch">Number of the batch it came with; 0 before it is kept.</param>
public sealed record IndexedObject(string Key, string Version, long Length, ObjectReading Reading, long Batch = 0);

/// <summary>Something learned from the objects of a batch; what it means is its topic's affair.</summary>
/// <param name="Topic">Which kind of entry: <c>flow.hours</c>.</param>
/// <param name="Name">What it is about: an interface, an object's key.</param>
/// <param name="First">Earliest record it tells of, UTC.</param>
/// <param name="Last">Latest record it tells of, UTC.</param>
/// <param name="Content">The figures, in the topic's own encoding.</param>
/// <param name="Batch">Number of the batch it came with; 0 before it is kept.</param>
public sealed record IndexEntry(string Topic, string Name, DateTimeOffset First, DateTimeOffset Last, ReadOnlyMemory<byte> Content, long Batch = 0);

/// <summary>Objects and all that was learned from them.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Entries">What they brought.</param>
public sealed record IndexBatch(IReadOnlyList<IndexedObject> Objects, IReadOnlyList<IndexEntry> Entries);
