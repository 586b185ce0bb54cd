using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.AfterAction;

/// <summary>The answers given in all threads of a case, sorted for its report.</summary>
internal sealed class CaseAnswers(IThreadStore threads, IPins pins)
{
    public async Task<AnswersGiven> OfAsync(CaseNumber? number, IEnumerable<ThreadId> ids, CancellationToken cancellationToken)
    {
        var messages = new List<ThreadMessage>();
        foreach (var id in ids) messages.AddRange(await threads.MessagesAsync(id, cancellationToken));
        var order = number is { } known ? (await pins.OfCaseAsync(known, cancellationToken)).Select(static pin => pin.Message).ToList() : [];
        var byId = messages.ToDictionary(static message => message.Id);
        var pinned = order.Where(byId.ContainsKey).Select(id => byId[id]).ToList();
        var others = AnswersTold.Latest(messages.Where(message => !order.Contains(message.Id))).ToList();
        return new AnswersGiven
        {
            Pinned = [.. pinned.Select(AnswersTold.Of)],
            Roles = [.. others.Where(static message => message.Card.Kind == CardKind.Permissions).Select(AnswersTold.Of)],
            NewBehavior = [.. others.Where(static message => message.Card.Kind == CardKind.NewBehavior).Select(AnswersTold.Of)],
            Others = [.. others.Where(static message => message.Card.Kind is not (CardKind.Permissions or CardKind.NewBehavior)).Select(AnswersTold.Of)],
            NotLearned = [.. pinned.Concat(others).SelectMany(static message => CardGaps.Of(message.Card).Select(gap => $"{CardWords.Of(message.Card.Title)}: {gap}"))],
            Kinds = [.. pinned.Concat(others).Select(static message => message.Card.Kind).Distinct()],
        };
    }
}

/// <summary>Of several answers to the same question the last one; what is pinned stands under that alone.</summary>
internal sealed record AnswersGiven
{
    public required IReadOnlyList<ReportAnswer> Pinned { get; init; }

    public required IReadOnlyList<ReportAnswer> Roles { get; init; }

    public required IReadOnlyList<ReportAnswer> NewBehavior { get; init; }

    public required IReadOnlyList<ReportAnswer> Others { get; init; }

    public required IReadOnlyList<string> NotLearned { get; init; }

    public required IReadOnlyList<CardKind> Kinds { get; init; }
}
