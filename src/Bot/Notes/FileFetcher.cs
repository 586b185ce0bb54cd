using System.Globalization;
using ChatOps.Investigation.Activities;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Notes;

/// <summary>Brings the bytes of a file from its chat into the vault, and believes nothing that was told of it.</summary>
internal sealed class FileFetcher(IEnumerable<INoteFileSource> sources, IFileVault vault, IOptions<FilesOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, INoteFileSource> sources = sources.ToDictionary(static source => source.Vendor, StringComparer.Ordinal);

    public async Task<FileFate> FetchAsync(string vendor, NoteFile file, CancellationToken cancellationToken)
    {
        if (file.Size > options.Value.Largest || options.Value.Largest == 0) return new FileNotFetched(TooLarge);
        if (!sources.TryGetValue(vendor, out var source)) return new FileNotFetched($"no {vendor} is configured");
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        slow.CancelAfter(Patience); // of the network, so by the system's clock
        try
        {
            return await FetchAsync(source, file, slow.Token);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or UnauthorizedAccessException)
        {
            return new FileNotYet(failure.Message, null); // broken off, or no room on the disk
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FileNotYet("it did not come in time", null);
        }
    }

    private async Task<FileFate> FetchAsync(INoteFileSource source, NoteFile file, CancellationToken cancellationToken)
    {
        switch (await source.OpenAsync(file.Source!, cancellationToken))
        {
            case FileRefused refused:
                return new FileNotFetched(refused.Why);
            case FileLater later:
                return new FileNotYet(later.Why, later.After);
            case FileOpened opened:
                using (opened.Answer) return await ReadAsync(opened.Answer, file, cancellationToken);
            default:
                throw new InvalidOperationException("A chat answers in one of these ways.");
        }
    }

    private async Task<FileFate> ReadAsync(HttpResponseMessage answer, NoteFile file, CancellationToken cancellationToken)
    {
        var most = options.Value.Largest;
        if (answer.Content.Headers.ContentLength > most) return new FileNotFetched(TooLarge);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var limit = Math.Min(most, file.Size ?? most);
        if (await vault.KeepAsync(stream, limit, cancellationToken) is not { } bytes)
            return new FileNotFetched(limit < most ? string.Create(CultureInfo.InvariantCulture, $"it is larger than the {limit:N0} bytes that were told") : TooLarge);
        return bytes.Size < file.Size ? new FileNotYet(string.Create(CultureInfo.InvariantCulture, $"{bytes.Size:N0} of {file.Size:N0} bytes came"), null) { Partial = bytes.Content } : new FileFetched(bytes);
    }

    private string TooLarge => $"it is larger than {ByteText.Of(options.Value.Largest)} (Files:Largest)";
}

/// <summary>What became of a file.</summary>
internal abstract record FileFate;

internal sealed record FileFetched(KeptBytes Bytes) : FileFate;

/// <param name="Why">In words; may hold untrusted text.</param>
internal sealed record FileNotFetched(string Why) : FileFate;

/// <param name="After">The chat's own wish; null when it has none.</param>
internal sealed record FileNotYet(string Why, TimeSpan? After) : FileFate
{
    /// <summary>What came of it is in the vault under this name and is to go; null when nothing is.</summary>
    public string? Partial { get; init; }
}
