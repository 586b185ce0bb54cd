using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate.Ingest;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Writes a question down: who asked, whether they may, the thread it is answered in, and the job that answers. One transaction each.</summary>
internal sealed class CommandWriter(CommandBook book, ThreadDoor door, IThreadStore threads, EntityKnowledge knowledge, IngestDesk ingest)
{
    /// <summary>Answers privately.</summary>
    public Task<CommandReceipt> SayAsync(Asked asked, string text, CancellationToken cancellationToken) =>
        book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, text, [])), cancellationToken);

    /// <summary>Says what was wrong and what would work; that it was asked is written down all the same.</summary>
    public Task<CommandReceipt> RefuseAsync(Asked asked, string why, CancellationToken cancellationToken) => SayAsync(asked, why, cancellationToken);

    public Task<CommandReceipt> ChooseAsync(Asked asked, FoundSeveral several, CancellationToken cancellationToken) =>
        book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, several.Question, several.Choices)), cancellationToken);

    /// <summary>A finding is answered in its own thread of the channel.</summary>
    public async Task<CommandReceipt> FindingAsync(Asked asked, FoundFinding found, TimeWindow? window, CancellationToken cancellationToken)
    {
        var related = await knowledge.RelatedAsync(found.Finding, cancellationToken);
        return await book.WriteAsync(
            asked with { Title = found.Finding.Title, Window = window },
            async work =>
            {
                var thread = await door.OfFindingAsync(work, found, related, asked.Channel);
                return await EnqueueAsync(work, thread, new AnswerPayload(thread.Id.Value, asked.Verb, null, window?.Start, window?.End) { IsOpening = true });
            },
            cancellationToken);
    }

    /// <summary>A finding that nobody delivered is looked for in a thread that becomes its own.</summary>
    public Task<CommandReceipt> LookUpAsync(Asked asked, FindingSubject subject, TimeWindow? window, CancellationToken cancellationToken) => book.WriteAsync(
        asked with { Title = subject.Id, Window = window },
        async work =>
        {
            var thread = await door.OfSearchAsync(work, subject, asked.Channel);
            await work.EnqueueAsync(new LookUpPayload(thread.Id.Value, subject.Id, subject.Account, subject.Region, asked.Verb, asked.Argument, window?.Start, window?.End).ToJob());
            return new CommandReceipt(thread.Id, null, []);
        },
        cancellationToken);

    /// <summary>Something to be done to the thread's finding.</summary>
    public Task<CommandReceipt> DeedAsync(Asked asked, AskedDeed deed, CancellationToken cancellationToken) => book.WriteAsync(
        asked,
        async work =>
        {
            await work.EnqueueAsync(new ChangeFindingPayload(asked.Thread!.Id.Value, deed).ToJob());
            return new CommandReceipt(asked.Thread.Id, null, []);
        },
        cancellationToken);

    /// <summary>An entity is answered in the thread it was asked in, else in a thread of its own.</summary>
    public async Task<CommandReceipt> EntityAsync(Asked asked, FoundEntity found, TimeWindow? window, int page, CancellationToken cancellationToken)
    {
        var facts = await knowledge.OfAsync(found.Entity, cancellationToken);
        if (asked.Thread is null) facts = facts with { Before = await knowledge.BeforeAsync(found.Entity, OwnCase.None, null, cancellationToken) };
        return await book.WriteAsync(
            asked with { Named = found.Entity, Window = window },
            async work =>
            {
                var thread = asked.Thread ?? await door.OfEntityAsync(work, found, facts, asked.Channel);
                return await EnqueueAsync(work, thread, new AnswerPayload(thread.Id.Value, asked.Verb, found.Entity.ToString(), window?.Start, window?.End, page) { Arn = ArnOf(asked, found.Entity), IsOpening = asked.Thread is null });
            },
            cancellationToken);
    }

    /// <summary>What the thread itself is about.</summary>
    public Task<CommandReceipt> ThreadAsync(Asked asked, TimeWindow? window, int page, CancellationToken cancellationToken) =>
        book.WriteAsync(asked with { Window = window }, work => EnqueueAsync(work, asked.Thread!, new AnswerPayload(asked.Thread!.Id.Value, asked.Verb, null, window?.Start, window?.End, page)), cancellationToken);

    /// <summary>How far the index is, and a run at once: in the thread, or privately outside of one.</summary>
    public Task<CommandReceipt> IngestAsync(Asked asked, CancellationToken cancellationToken) => book.WriteAsync(
        asked,
        async work =>
        {
            var card = ingest.Wake(asked.Thread?.IsSample ?? false);
            if (asked.Thread is null || await threads.FindAsync(work, asked.Thread.Id) is not { } thread) return new CommandReceipt(null, CardWords.Of(card), []);
            await threads.PutAsync(work, thread, $"ingest:{Guid.CreateVersion7(book.Now):N}", MessageKind.Card, card);
            return new CommandReceipt(thread.Id, null, []);
        },
        cancellationToken);

    /// <summary>The ARN typed: only it tells the path of a role or user.</summary>
    private static string? ArnOf(Asked asked, EntityRef entity) =>
        asked.Argument.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => EntityArn.Read(word) is { } named && named.Kind == entity.Kind && named.Id == entity.Id);

    private static async ValueTask<CommandReceipt> EnqueueAsync(IWork work, InvestigationThread thread, AnswerPayload payload)
    {
        await work.EnqueueAsync(payload.ToJob());
        return new CommandReceipt(thread.Id, null, []);
    }
}
