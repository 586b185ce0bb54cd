using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.Inbound.Wire;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Brings a private answer: to the response_url while it may be used, else as a message only the person sees. Nobody can look whether such a message arrived: after an unknown outcome it may come twice.</summary>
internal sealed class AnswerSlack(SlackApi api, SlackOptions options, TimeProvider time) : IJobHandler
{
    // docs.slack.dev/interactivity/handling-user-interaction: five times within 30 minutes. A minute is left for the way.
    private const int MostUses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(29);

    public string Kind => SlackJobs.AnswerKind;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize(job.Job.Payload, SlackInboundJson.Default.SlackAnswerPayload)!;
        if (job.Attempt < MostUses && time.GetUtcNow() - payload.HeardAt < Life && SlackResponseUrl.Allowed(payload.ResponseUrl, options.ResponseHosts) is { } url)
        {
            var answer = await api.RespondAsync(url, Message(payload, ephemeral: true), cancellationToken);
            if (answer is SlackOk) return new JobDone();
            if (answer is SlackUnknown unknown) return new JobRetry($"response_url: {unknown.Why}");
        }

        return await PostAsync(payload, cancellationToken);
    }

    private async Task<JobOutcome> PostAsync(SlackAnswerPayload payload, CancellationToken cancellationToken)
    {
        var message = Message(payload, ephemeral: false);
        var isPrivate = payload is { Channel: not null, User: not null };
        var method = isPrivate ? "chat.postEphemeral" : "chat.postMessage";
        message["channel"] = payload.Channel ?? payload.User;
        if (isPrivate) message["user"] = payload.User;
        var answer = await api.CallAsync(method, message, cancellationToken);
        return answer is SlackOk ? new JobDone() : OutcomeOf(method, answer);
    }

    private static JobOutcome OutcomeOf(string method, SlackAnswer answer)
    {
        // Whoever asked has left, or was never let in: nobody is there to be told.
        if (answer is SlackRefused { Error: "user_not_in_channel" or "user_not_found" or "cannot_dm_bot" } nobody) return new JobDead($"{method}: {nobody}");
        var failed = SlackErrors.Of(method, answer);
        return failed.Failure is DeliveryFailure.DestinationGone ? new JobDead(failed.Detail) : DeliveryFailures.OutcomeOf(failed);
    }

    private static JsonObject Message(SlackAnswerPayload payload, bool ephemeral)
    {
        var message = JsonObject.Create(payload.Message)!.DeepClone().AsObject();
        if (ephemeral)
        {
            message["response_type"] = "ephemeral";
            message["replace_original"] = false;
        }

        if (payload.ThreadTs is { } thread) message["thread_ts"] = thread;
        return message;
    }
}
