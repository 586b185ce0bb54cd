namespace ChatOps.Bot.Notes;

/// <summary>A picture or file that came with a note.</summary>
/// <param name="Place">From 1, in the order the chat told them.</param>
/// <param name="Name">Untrusted text.</param>
internal sealed record NoteFile(int Place, string Name)
{
    /// <summary>As the chat told it; untrusted.</summary>
    public string? MediaType { get; init; }

    /// <summary>Bytes: as the chat told it, and once it is kept as they are. Null when nobody said.</summary>
    public long? Size { get; init; }

    /// <summary>Where people see it in their chat; https. Null when the chat gives no such address.</summary>
    public Uri? Link { get; init; }

    /// <summary>From where its bytes come; null when the chat does not let us fetch them.</summary>
    public string? Source { get; init; }

    public NoteFileState State { get; init; }

    /// <summary>SHA-256 of the bytes kept, in hexadecimal digits; null while there are none.</summary>
    public string? Content { get; init; }

    /// <summary>Why it was not fetched, in words; may hold untrusted text. Null when nothing was in the way.</summary>
    public string? Why { get; init; }
}

/// <summary>Stored in lower case.</summary>
internal enum NoteFileState
{
    /// <summary>Only its link is known.</summary>
    Linked,

    /// <summary>To be fetched.</summary>
    Waiting,

    Kept,

    /// <summary>It could not be fetched.</summary>
    Refused,
}

/// <summary>A file as a chat tells it.</summary>
/// <param name="Name">Untrusted text.</param>
/// <param name="Source">As in <see cref="NoteFile.Source"/>.</param>
internal sealed record NewFile(string Name, string? MediaType = null, long? Size = null, Uri? Link = null, string? Source = null);
