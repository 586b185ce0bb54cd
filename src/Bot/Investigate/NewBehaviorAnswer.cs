using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate;

/// <summary>New and increased behavior, by every source that can know the entity.</summary>
internal sealed class NewBehaviorAnswer(EntityKnowledge knowledge, OpenedNetworks networks) : IEvidenceAnswer
{
    public string Verb => Access.Verb.New;

    public CardText Progress(EntityRef entity) => CardText.Of("Comparing ", new Code(EntityLabel.Name(entity)), $" with the {Baseline.Days} days before");

    public async Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        var places = await knowledge.PlacesAsync(asked.Question.Entity, cancellationToken);
        (string? Network, string? Country) Place(string address)
        {
            // a finding's own word first: it is of the day of the finding, the file of the day it was made
            var said = places.GetValueOrDefault(address);
            var file = IpText.TryParse(address, out var ip) ? networks.Names?.Of(ip) : null;
            return (said.Network ?? FindingFacts.Network(file), said.Country ?? file?.Country);
        }

        var told = new List<NewBehavior>();
        var sources = new List<AskedSource>();
        foreach (var pass in asked.Passes(ActivityTopic.NewBehavior))
        {
            Coverage coverage;
            if (pass.Flows is not null)
            {
                var answer = await asked.FlowsAsync(pass, cancellationToken);
                coverage = answer.Coverage;
                if (coverage.IsAnswer) told.Add(NewBehavior.Of(pass, answer, Place));
            }
            else
            {
                var answer = await asked.CallsAsync(pass, cancellationToken);
                coverage = answer.Coverage;
                if (coverage.IsAnswer) told.Add(NewBehavior.Of(pass, answer, await OthersAsync(asked, pass, answer, cancellationToken), Place));
            }

            sources.Add(new AskedSource(pass.Source, coverage));
        }

        return NewBehaviorCard.Of(asked.Frame, told, sources);
    }

    private static async Task<CallFigures?> OthersAsync(EvidenceCase asked, ActivityPass pass, EvidenceAnswer<CallFigures> answer, CancellationToken cancellationToken) =>
        answer.Value is not null && ActivityPasses.Others(pass) is { } others ? (await asked.CallsAsync(others, cancellationToken)).Value : null;
}
