using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>Answers what was asked in a thread.</summary>
internal sealed class AnswerVerb(IThreadStore threads, Answers answers, EvidenceAnswers evidence, AnswerPoster poster, Presence presence, INoteTaker notes) : IJobHandler
{
    public string Kind => ThreadJobs.AnswerVerb;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Deserialize(job.Job.Payload, InvestigateJobsJson.Default.AnswerPayload)!;
        if (await threads.FindAsync(new ThreadId(asked.Thread), cancellationToken) is not { } thread) return new JobDead($"thread {asked.Thread} does not exist");
        var parts = await PartsAsync(thread, asked, cancellationToken);
        await poster.PostAsync(thread.Id, [.. parts.Select(part => part with { Verb = asked.Verb })], key => $"job:{job.Id}:{key}", job.Attempt == 1, cancellationToken);
        if (asked.IsOpening || asked.Verb == Verb.Investigate) await notes.BringAsync(thread.Id, cancellationToken);
        return new JobDone();
    }

    private async Task<IReadOnlyList<AnswerPart>> PartsAsync(InvestigationThread thread, AnswerPayload asked, CancellationToken cancellationToken)
    {
        var about = EntityRef.TryParse(asked.Entity, out var entity) ? new FoundEntity(entity, await presence.IsSampleDayAsync(entity, cancellationToken)) : null;
        return asked.Verb switch
        {
            Verb.Span => await answers.SpanAsync(thread, about, asked.Window, cancellationToken),
            Verb.Findings => await answers.FindingsAsync(thread, about, asked.Window, asked.Page, cancellationToken),
            Verb.History => await answers.HistoryAsync(thread, about, cancellationToken),
            var verb when evidence.Knows(verb) => await evidence.OfAsync(verb, thread, about, asked.Window, cancellationToken),
            Verb.Pivot when about is null => await answers.PivotsAsync(thread, asked.Window, cancellationToken),
            _ => await InvestigateAsync(thread, about, asked, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<AnswerPart>> InvestigateAsync(InvestigationThread thread, FoundEntity? about, AnswerPayload asked, CancellationToken cancellationToken)
    {
        if (about is null && await answers.ThreadFindingAsync(thread, cancellationToken) is { } finding) return await answers.OfFindingAsync(thread, finding, asked.Window, cancellationToken);
        var entity = about ?? await answers.ThreadEntityAsync(thread, cancellationToken);
        if (entity is null) return await answers.PivotsAsync(thread, asked.Window, cancellationToken);
        var parts = await answers.OfEntityAsync(thread, entity, asked.Window, cancellationToken);
        return answers.KnowsPermissions(entity)
            ? [.. parts.SkipLast(1), .. await evidence.OfAsync(Verb.Permissions, thread, entity, asked.Window, cancellationToken), parts[^1]]
            : parts;
    }
}
