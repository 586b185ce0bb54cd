namespace ChatOps.Investigation.Evidence;

/// <summary>Where log objects lie: a folder, a bucket. Listing and opening are all that readers of logs need.</summary>
public interface ILogObjects
{
    /// <summary>Name of the place, the same at every start: a folder's full path, a bucket's address.</summary>
    string Place { get; }

    /// <summary>At least the objects that may hold records of the window.</summary>
    /// <exception cref="IOException">The place cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The place refuses to be listed.</exception>
    Task<LogListing> ListAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>The text of an object, decompressed. Reading throws <see cref="EndOfStreamException"/> where compressed content is cut off.</summary>
    /// <exception cref="IOException">The object cannot be read, or is outside of the place.</exception>
    /// <exception cref="UnauthorizedAccessException">The place refuses to hand it out.</exception>
    Task<Stream> OpenAsync(LogObject log, CancellationToken cancellationToken);
}
