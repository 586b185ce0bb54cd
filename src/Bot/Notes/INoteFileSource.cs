namespace ChatOps.Bot.Notes;

/// <summary>A chat that lets us fetch the files of its messages.</summary>
internal interface INoteFileSource
{
    /// <summary>Whose notes' files these are.</summary>
    string Vendor { get; }

    /// <summary>It never throws for what the chat or the network does.</summary>
    /// <param name="source">As in <see cref="NoteFile.Source"/>; untrusted: the host is checked before our token is shown.</param>
    Task<FileAnswer> OpenAsync(string source, CancellationToken cancellationToken);
}

internal abstract record FileAnswer;

/// <summary>The bytes follow.</summary>
/// <param name="Answer">To be disposed of after reading; reading may throw <see cref="IOException"/> and <see cref="HttpRequestException"/>.</param>
internal sealed record FileOpened(HttpResponseMessage Answer) : FileAnswer;

/// <param name="Why">In words, such as "Slack said 404"; may hold untrusted text.</param>
internal sealed record FileRefused(string Why) : FileAnswer;

/// <summary>It may come later.</summary>
/// <param name="After">The chat's own wish; null when it has none.</param>
internal sealed record FileLater(string Why, TimeSpan? After = null) : FileAnswer;
