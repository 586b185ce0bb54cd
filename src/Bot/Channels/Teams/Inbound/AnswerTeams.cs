using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Channels.Teams.Inbound.Wire;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Brings a private answer: as a message that the person alone sees, or as a reply where the person wrote. Nobody can look whether it arrived: after an unknown outcome it may come twice.</summary>
internal sealed class AnswerTeams(TeamsConnector connector, TeamsTargets targets) : IJobHandler
{
    public string Kind => TeamsAnswers.Kind;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize(job.Job.Payload, TeamsInboundJson.Default.TeamsAnswerPayload)!;
        var service = targets.Service(Uri.TryCreate(payload.ServiceUrl, UriKind.Absolute, out var told) ? told : null);
        var target = new TeamsTarget(service, payload.Tenant, TeamsConversation.Parse(payload.Conversation));
        var answer = await SendAsync(target, payload, cancellationToken);
        return answer is TeamsOk ? new JobDone() : OutcomeOf(answer);
    }

    private Task<TeamsAnswer> SendAsync(TeamsTarget target, TeamsAnswerPayload payload, CancellationToken cancellationToken)
    {
        var activity = TeamsSpeech.Of(new TeamsRendering(JsonObject.Create(payload.Card)!, payload.Summary));
        if (payload.OnlyFor is { } person) return connector.SendPrivatelyAsync(target, person, activity, cancellationToken);
        return target.Conversation is { IsChannel: true, Root: null } ? connector.CreateThreadAsync(target, activity, cancellationToken) : connector.SendAsync(target, activity, cancellationToken);
    }

    private static JobOutcome OutcomeOf(TeamsAnswer answer)
    {
        var failed = TeamsErrors.Of("private answer", answer, isNew: true);
        return failed.Failure switch
        {
            // Whoever asked has left, or we have: nobody is there to be told.
            DeliveryFailure.DestinationGone => new JobDead(failed.Detail),
            // A right that is missing for this one answer, such as to targeted messages; without any token the lane stops until there is one.
            DeliveryFailure.CredentialRevoked when answer is not TeamsRefused { Status: 401 } => new JobDead(failed.Detail),
            _ => DeliveryFailures.OutcomeOf(failed),
        };
    }
}
