namespace ChatOps.Investigation.Evidence;

/// <summary>A place refused to be listed or to hand something out. The message says which permission is missing or what else to do, for people to read.</summary>
/// <param name="message">What was refused, and what to do.</param>
/// <param name="isOfPlace">Whether it refuses everything: credentials that have ended, a bucket that does not exist.</param>
public sealed class LogsRefusedException(string message, bool isOfPlace) : UnauthorizedAccessException(message)
{
    /// <summary>Whether the place refuses everything, not this object alone.</summary>
    public bool IsOfPlace => isOfPlace;
}

/// <summary>A place could not be reached, or is too busy: nothing is said about the objects, and asking again later may help. The message is for people to read.</summary>
/// <param name="message">What could not be had, and what to do.</param>
public sealed class LogsUnavailableException(string message) : IOException(message);
