using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Answers from logs, each verb by its own maker.</summary>
internal sealed class EvidenceAnswers(IEnumerable<IEvidenceAnswer> makers, EvidenceCases cases, Answers answers, Presence presence)
{
    private readonly Dictionary<string, IEvidenceAnswer> makers = makers.ToDictionary(static maker => maker.Verb, StringComparer.Ordinal);

    public bool Knows(string verb) => makers.ContainsKey(verb);

    /// <param name="about">Who was named; null for the thread's own subject.</param>
    /// <param name="asked">The window named; null when none was.</param>
    public async Task<IReadOnlyList<AnswerPart>> OfAsync(string verb, InvestigationThread thread, FoundEntity? about, TimeWindow? asked, CancellationToken cancellationToken)
    {
        var finding = await answers.ThreadFindingAsync(thread, cancellationToken);
        var meant = about ?? await answers.ThreadEntityAsync(thread, cancellationToken);
        if (meant is null && finding is not null && EvidenceReach.SubjectOf(verb, finding) is { } subject)
            meant = new FoundEntity(subject, await presence.IsSampleDayAsync(finding.Id, cancellationToken));
        if (meant is null) return [Refusal(NobodyNamed(verb, finding is not null))];
        if (EvidenceReach.WhyNot(verb, meant.Entity.Kind) is { } whyNot) return [Refusal(whyNot)];
        var question = await cases.OfAsync(verb, thread, finding, meant, asked, cancellationToken);
        var maker = makers[verb];
        return [new AnswerPart(verb, maker.Progress(meant.Entity), token => maker.MakeAsync(question, token)) { About = meant.Entity, Window = question.Frame.Scope.Window }];
    }

    private static AnswerPart Refusal(string why) => AnswerPart.Of("refusal", RefusalCard.Of(why));

    private static string NobodyNamed(string verb, bool isFinding)
    {
        var kinds = CardPhrases.Either([.. EvidenceReach.KindsOf(verb).Select(EntityLabel.Of)]);
        var why = isFinding ? $"The finding names nobody {verb} could be asked about." : "This thread is not about one finding or entity.";
        return $"{why} Name one: {verb} works for {kinds}, such as {verb} ip 198.51.100.23 last 24h.";
    }
}
