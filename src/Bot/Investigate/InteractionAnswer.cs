using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate;

/// <summary>Who and what an entity had to do with, by every source that can know it; of a role also who assumed it.</summary>
internal sealed class InteractionAnswer : IEvidenceAnswer
{
    public string Verb => Access.Verb.Interaction;

    public CardText Progress(EntityRef entity) => CardText.Of("Looking for whom ", new Code(EntityLabel.Name(entity)), " had to do with");

    public async Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        var told = new List<ResourceInteraction>();
        var sources = new List<AskedSource>();
        foreach (var pass in asked.Passes(ActivityTopic.Interaction).Concat(asked.Passes(ActivityTopic.RoleAssumption)))
        {
            Coverage coverage;
            if (pass.Flows is not null)
            {
                var answer = await asked.FlowsAsync(pass, cancellationToken);
                coverage = answer.Coverage;
                if (answer.Value is { } figures) told.AddRange(ResourceInteraction.Of(pass, figures, own: asked.Frame.Own is not null));
            }
            else
            {
                var answer = await asked.CallsAsync(pass, cancellationToken);
                coverage = answer.Coverage;
                if (answer.Value is { } figures) told.AddRange(ResourceInteraction.Of(pass, figures));
            }

            sources.Add(new AskedSource(pass.Source, coverage));
        }

        return InteractionCard.Of(asked.Frame, told, [.. sources.DistinctBy(static one => one.Kind)]);
    }
}
