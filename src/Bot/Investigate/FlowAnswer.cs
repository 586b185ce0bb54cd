using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>Traffic per hour with its baseline, distinct addresses and ports.</summary>
internal sealed class FlowAnswer : IEvidenceAnswer
{
    public string Verb => Access.Verb.Flow;

    public CardText Progress(EntityRef entity) => CardText.Of("Reading flow logs of ", new Code(EntityLabel.Name(entity)), " and of the time before");

    public async Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        var pass = asked.Passes(ActivityTopic.Flow).Single();
        var answer = await asked.FlowsAsync(pass, cancellationToken);
        return FlowCard.Of(asked.Frame, FlowVolume.Of(pass.Question, answer), DistinctCounts.Of(pass.Question, answer), answer.Value?.Interfaces ?? [], answer.Coverage);
    }
}
