using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>Shows in a thread how the team of its case got there.</summary>
internal sealed class TrailTaker(CommandBook book, ICaseEvents events, IThreadStore threads) : IVerbTaker
{
    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Trail];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Thread is not { } thread) return await SayAsync(asked, "trail works inside a thread. Open one with /investigate, then write @bot trail there.", cancellationToken);
        if (thread.Case is not { } number) return await SayAsync(asked, "This thread belongs to no case, so nobody followed anything in it. trail works in the thread of a finding or an entity.", cancellationToken);
        var path = TrailPath.Of(await events.OfCaseAsync(number, cancellationToken));
        if (path.Count == 0)
            return await SayAsync(asked, $"Nothing was followed in Case {number} yet. Press Open here on a card, or ask: @bot pivot ip 198.51.100.23, @bot calls, @bot flow. Each question is a step of the trail.", cancellationToken);
        var card = TrailCard.Of(number.Value, await StepsAsync(path, cancellationToken), path.Count, book.Now, thread.IsSample);
        return await book.WriteAsync(
            asked,
            async work =>
            {
                if (await threads.FindAsync(work, thread.Id) is not { } current) return new CommandReceipt(null, "There is no such thread.", []);
                await threads.PutAsync(work, current, $"trail:{Guid.CreateVersion7(book.Now):N}", MessageKind.Card, card);
                return new CommandReceipt(current.Id, null, []);
            },
            cancellationToken);
    }

    /// <summary>The last ones asked, each with what came of it.</summary>
    private async Task<IReadOnlyList<TrailStep>> StepsAsync(IReadOnlyList<TrailTaken> path, CancellationToken cancellationToken)
    {
        var last = path.OrderByDescending(static taken => taken.Asked.Seq).Take(TrailCard.Most).Select(static taken => taken.Asked.Seq).ToHashSet();
        var steps = new List<TrailStep>();
        foreach (var taken in path.Where(taken => last.Contains(taken.Asked.Seq)))
        {
            var asked = taken.Asked;
            steps.Add(new TrailStep(asked.Seq, taken.Depth, asked.Via, taken.To, asked.Verb!, asked.Entity is null ? asked.Words : CaseQuestions.What(asked.Verb!), asked.By?.Name ?? "-", asked.At, taken.Window, await CameAsync(taken, cancellationToken)));
        }

        return steps;
    }

    private async Task<string?> CameAsync(TrailTaken taken, CancellationToken cancellationToken)
    {
        if (taken.Answers.Count == 0) return null;
        if (taken.Answers.Count > 1) return CardPhrases.Count(taken.Answers.Count, "card", "cards");
        return await threads.FindMessageAsync(taken.Answers[0], cancellationToken) is { } message ? CardHeadline.Of(message.Card) : null;
    }

    private Task<CommandReceipt> SayAsync(Asked asked, string text, CancellationToken cancellationToken) => book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, text, [])), cancellationToken);
}
