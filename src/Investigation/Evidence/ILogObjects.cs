namespace ChatOps.Investigation.Evidence;

/// <summary>Where log objects lie: a folder, a bucket. Listing and opening are all that readers of logs need.</summary>
public interface ILogObjects
{
    /// <summary>Name of the place, the same at every start: a folder's full path, a bucket's address.</summary>
    string Place { get; }

    /// <summary>How many objects are worth opening ahead of those being read: 0 where opening one costs no waiting.</summary>
    int ReadAhead => 0;

    /// <summary>At least the objects that may hold records of the window.</summary>
    /// <exception cref="IOException">The place cannot be listed; <see cref="LogsUnavailableException"/> when asking again later may help.</exception>
    /// <exception cref="UnauthorizedAccessException">The place refuses to be listed.</exception>
    Task<LogListing> ListAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>The text of an object, decompressed. Reading throws <see cref="EndOfStreamException"/> where compressed content is cut off.</summary>
    /// <exception cref="IOException">The object cannot be read, or is outside of the place; <see cref="LogsUnavailableException"/> when it is the place that failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The place refuses to hand it out.</exception>
    Task<Stream> OpenAsync(LogObject log, CancellationToken cancellationToken);
}
