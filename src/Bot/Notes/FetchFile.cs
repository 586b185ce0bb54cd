using System.Text.Json;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Fetches a file of a note from its chat. What cannot be fetched is said on the note, in words.</summary>
internal sealed class FetchFile(INoteStore notes, FileFetcher fetcher, FileSettling settling, JobsOptions jobs) : IJobHandler
{
    public string Kind => NoteJobs.FetchFile;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Deserialize(job.Job.Payload, NoteJobsJson.Default.FetchFilePayload)!;
        var id = new MessageId(asked.Note);
        if (await notes.FindAsync(id, cancellationToken) is not { DeletedAt: null } note || note.Files.FirstOrDefault(file => file.Source == asked.Source) is not { State: not NoteFileState.Kept } file) return new JobDone();
        switch (await fetcher.FetchAsync(note.Author.Vendor, file, cancellationToken))
        {
            case FileFetched fetched:
                await settling.KeepAsync(id, asked.Source, fetched.Bytes);
                return new JobDone();
            case FileNotFetched refused:
                await settling.RefuseAsync(id, asked.Source, refused.Why);
                return new JobDone();
            case FileNotYet later:
                if (later.Partial is { } partial) await settling.DropAsync(partial);
                if (job.CountedAttempt < jobs.MostAttempts) return new JobRetry(later.Why, later.After, WholeLane: later.After is not null);
                await settling.RefuseAsync(id, asked.Source, later.Why);
                return new JobDead(later.Why);
            default:
                throw new InvalidOperationException("A file has one of these fates.");
        }
    }
}

/// <summary>Writes down what became of a file. Even while stopping: the bytes are there.</summary>
internal sealed class FileSettling(INoteStore notes, INoteFiles files, IThreadStore threads, NoteMirror mirror, IUnitOfWork unit)
{
    public Task KeepAsync(MessageId note, string source, KeptBytes bytes) =>
        SettleAsync(note, source, file => file with { State = NoteFileState.Kept, Content = bytes.Content, Size = bytes.Size, Why = null }, bytes.Content);

    public Task RefuseAsync(MessageId note, string source, string why) => SettleAsync(note, source, file => file with { State = NoteFileState.Refused, Why = why }, null);

    public Task DropAsync(string content) => unit.WriteAsync(
        async work =>
        {
            await work.EnqueueAsync(NoteJobs.Drop(content));
            return true;
        },
        CancellationToken.None);

    /// <summary>The note may have changed meanwhile: it is read again with the write. Bytes nobody wants any more go.</summary>
    private Task<bool> SettleAsync(MessageId id, string source, Func<NoteFile, NoteFile> settle, string? content) => unit.WriteAsync(
        async work =>
        {
            if (await notes.FindAsync(work, id) is not { DeletedAt: null } note || note.Files.All(file => file.Source != source))
            {
                if (content is not null) await work.EnqueueAsync(NoteJobs.Drop(content));
                return false;
            }

            var settled = note with { Files = [.. note.Files.Select(file => file.Source == source ? settle(file) : file)] };
            await files.ReplaceAsync(work, id, settled.Files);
            if (await threads.FindAsync(work, note.Thread) is { } origin) await mirror.RefreshAsync(work, origin, settled);
            return true;
        },
        CancellationToken.None);
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
