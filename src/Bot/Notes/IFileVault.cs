namespace ChatOps.Bot.Notes;

/// <summary>The bytes of files, each once, by their SHA-256.</summary>
internal interface IFileVault
{
    /// <summary>Keeps what the stream brings, to its end. What was begun and not ended leaves nothing behind.</summary>
    /// <param name="most">Bytes.</param>
    /// <returns>Null when there is more than that.</returns>
    /// <exception cref="IOException">The stream broke off, or there is no room.</exception>
    Task<KeptBytes?> KeepAsync(Stream bytes, long most, CancellationToken cancellationToken);

    /// <summary>Null when there are no such bytes here.</summary>
    Stream? Open(string content);

    void Remove(string content);
}

/// <param name="Content">Their SHA-256 in hexadecimal digits.</param>
internal sealed record KeptBytes(string Content, long Size);
