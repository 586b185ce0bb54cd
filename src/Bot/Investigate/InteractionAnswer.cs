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

            sources.Add(new AskedSource(pass.Source, coverage) { What = IsAssumption(pass) ? Assumption(pass.Source) : null });
        }

        return InteractionCard.Of(asked.Frame, told, OnePerSource(sources));
    }

    /// <summary>One answer of each source, with what any of its passes left out; and every pass that had none.</summary>
    private static IReadOnlyList<AskedSource> OnePerSource(IReadOnlyList<AskedSource> asked) =>
    [
        .. asked.Where(static one => one.Coverage.IsAnswer).GroupBy(static one => one.Kind).Select(static answers => Joined([.. answers])),
        .. asked.Where(static one => !one.Coverage.IsAnswer),
    ];

    private static AskedSource Joined(IReadOnlyList<AskedSource> answers) => new(answers[0].Kind, answers.MinBy(static one => one.Coverage.State)!.Coverage with
    {
        Notes = [.. answers.SelectMany(static one => one.Coverage.Notes ?? []).Distinct(StringComparer.Ordinal)],
        Missing = answers.MaxBy(static one => one.Coverage.Missing.Count)!.Coverage.Missing,
    });

    private static bool IsAssumption(ActivityPass pass) => pass.Calls?.Relation == CallRelation.Assumed;

    private static string Assumption(EvidenceKind source) => source == EvidenceKind.KubernetesAudit ? "who impersonated it" : "who assumed it";
}
