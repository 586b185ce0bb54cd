using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>API calls per hour with their baseline, and who called what.</summary>
internal sealed class CallsAnswer : IEvidenceAnswer
{
    public string Verb => Access.Verb.Calls;

    public CardText Progress(EntityRef entity) => CardText.Of("Reading the calls of ", new Code(EntityLabel.Name(entity)), " and of the time before");

    public Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken) => MakeAsync(asked, ActivityTopic.Calls, cancellationToken);

    /// <summary>The same card for each source of calls.</summary>
    public static async Task<Card> MakeAsync(EvidenceCase asked, ActivityTopic topic, CancellationToken cancellationToken)
    {
        var pass = asked.Passes(topic).Single();
        var answer = await asked.CallsAsync(pass, cancellationToken);
        return CallsCard.Of(asked.Frame, CallVolume.Of(pass.Question, answer, pass.Source), answer.Value, answer.Coverage);
    }
}

/// <summary>Kubernetes calls, from EKS audit logs.</summary>
internal sealed class KubernetesAnswer : IEvidenceAnswer
{
    public string Verb => Access.Verb.Kubernetes;

    public CardText Progress(EntityRef entity) => CardText.Of("Reading the Kubernetes audit of ", new Code(EntityLabel.Name(entity)), " and of the time before");

    public Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken) => CallsAnswer.MakeAsync(asked, ActivityTopic.Kubernetes, cancellationToken);
}
