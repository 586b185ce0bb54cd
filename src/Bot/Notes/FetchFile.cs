using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Activities;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Notes;

/// <summary>Fetches a file of a note from its chat. What cannot be fetched is said on the note, in words.</summary>
internal sealed class FetchFile(INoteStore notes, INoteFiles files, IFileVault vault, IEnumerable<INoteFileSource> sources, IUnitOfWork unit, NoteRefresh refresh, JobsOptions jobs, IOptions<FilesOptions> options) : IJobHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, INoteFileSource> sources = sources.ToDictionary(static source => source.Vendor, StringComparer.Ordinal);

    public string Kind => NoteJobs.FetchFile;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Deserialize(job.Job.Payload, NoteJobsJson.Default.FetchFilePayload)!;
        var id = new MessageId(asked.Note);
        if (await notes.FindAsync(id, cancellationToken) is not { DeletedAt: null } note || note.Files.FirstOrDefault(file => file.Source == asked.Source) is not { State: not NoteFileState.Kept } file) return new JobDone();
        var most = options.Value.Largest;
        if (file.Size > most) return await RefuseAsync(id, asked.Source, TooLarge(most), cancellationToken);
        if (!sources.TryGetValue(note.Author.Vendor, out var source)) return await RefuseAsync(id, asked.Source, $"no {note.Author.Vendor} is configured", cancellationToken);
        var outcome = await FetchAsync(source, file, most, cancellationToken);
        switch (outcome)
        {
            case Fetched fetched:
                await SettleAsync(id, asked.Source, one => one with { State = NoteFileState.Kept, Content = fetched.Bytes.Content, Size = fetched.Bytes.Size, Why = null }, fetched.Bytes.Content, cancellationToken);
                return new JobDone();
            case Refused refused:
                return await RefuseAsync(id, asked.Source, refused.Why, cancellationToken);
            case Later later when job.CountedAttempt >= jobs.MostAttempts:
                await RefuseAsync(id, asked.Source, later.Why, cancellationToken);
                return new JobDead(later.Why);
            default:
                var (why, after) = (Later)outcome;
                return new JobRetry(why, after, WholeLane: after is not null);
        }
    }

    private async Task<Outcome> FetchAsync(INoteFileSource source, NoteFile file, long most, CancellationToken cancellationToken)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        slow.CancelAfter(Patience); // of the network, so by the system's clock
        try
        {
            switch (await source.OpenAsync(file.Source!, slow.Token))
            {
                case FileRefused refused:
                    return new Refused(refused.Why);
                case FileLater later:
                    return new Later(later.Why, later.After);
                case FileOpened opened:
                    using (opened.Answer) return await ReadAsync(opened.Answer, file, most, slow.Token);
                default:
                    throw new InvalidOperationException("A chat answers in one of these ways.");
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return new Later(failure.Message); // broken off, or no room on the disk
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Later("it did not come in time");
        }
    }

    private async Task<Outcome> ReadAsync(HttpResponseMessage answer, NoteFile file, long most, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentLength > most) return new Refused(TooLarge(most));
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        // one byte more than was told is one too many
        var limit = Math.Min(most, file.Size ?? most);
        if (await vault.KeepAsync(stream, limit, cancellationToken) is not { } bytes) return new Refused(limit < most ? string.Create(CultureInfo.InvariantCulture, $"it is larger than the {limit:N0} bytes that were told") : TooLarge(most));
        if (bytes.Size < file.Size)
        {
            await DropAsync(bytes.Content, cancellationToken);
            return new Later(string.Create(CultureInfo.InvariantCulture, $"{bytes.Size:N0} of {file.Size:N0} bytes came"));
        }

        return new Fetched(bytes);
    }

    private async Task<JobOutcome> RefuseAsync(MessageId note, string source, string why, CancellationToken cancellationToken)
    {
        await SettleAsync(note, source, one => one with { State = NoteFileState.Refused, Why = why }, null, cancellationToken);
        return new JobDone();
    }

    /// <summary>The note may have changed meanwhile: it is read again with the write. Bytes nobody wants any more go.</summary>
    private async Task SettleAsync(MessageId id, string source, Func<NoteFile, NoteFile> settle, string? content, CancellationToken cancellationToken)
    {
        var isWanted = await unit.WriteAsync(
            async work =>
            {
                if (await notes.FindAsync(work, id) is not { DeletedAt: null } note || note.Files.All(file => file.Source != source)) return false;
                var settled = note with { Files = [.. note.Files.Select(file => file.Source == source ? settle(file) : file)] };
                await files.ReplaceAsync(work, id, settled.Files);
                await refresh.RefreshAsync(work, settled);
                return true;
            },
            CancellationToken.None);
        if (!isWanted && content is not null) await DropAsync(content, cancellationToken);
    }

    private Task DropAsync(string content, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            await work.EnqueueAsync(NoteJobs.Drop(content));
            return true;
        },
        cancellationToken);

    private static string TooLarge(long most) => $"it is larger than {ByteText.Of(most)} (Files:Largest)";

    private abstract record Outcome;

    private sealed record Fetched(KeptBytes Bytes) : Outcome;

    private sealed record Refused(string Why) : Outcome;

    private sealed record Later(string Why, TimeSpan? After = null) : Outcome;
}

/// <summary>Removes bytes that no note has any more.</summary>
internal sealed class DropFile(INoteFiles files, IFileVault vault, IUnitOfWork unit) : IJobHandler
{
    public string Kind => NoteJobs.DropFile;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.Deserialize(job.Job.Payload, NoteJobsJson.Default.DropFilePayload)!.Content;
        if (await unit.WriteAsync(work => files.IsHeldAsync(work, content), cancellationToken)) return new JobDone();
        try
        {
            vault.Remove(content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new JobRetry(failure.Message); // somebody has it open
        }

        return new JobDone();
    }
}

/// <summary>Tells a note anew wherever it is told.</summary>
internal sealed class NoteRefresh(IThreadStore threads, NoteMirror mirror)
{
    public async ValueTask RefreshAsync(IWork work, Note note)
    {
        if (await threads.FindAsync(work, note.Thread) is { } origin) await mirror.RefreshAsync(work, origin, note);
    }
}
