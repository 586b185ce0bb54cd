using System.Text.Json;
using ChatOps.Bot.Channels.Teams.Inbound.Wire;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Private answers, each written down once for what was heard, however often that is handed out.</summary>
internal sealed class TeamsAnswers(IUnitOfWork unit, IHearing hearing)
{
    /// <summary>Brings a private answer. Lane: one for each conversation, as Teams counts its rate. Stored: it never changes.</summary>
    public const string Kind = "answer-teams";

    /// <summary>What the lanes of a tenant begin with.</summary>
    public static string LanesOf(string tenant) => $"teams-answer/{tenant}/";

    /// <param name="text">Words with untrusted text in them.</param>
    public Task SayAsync(Heard heard, TeamsPlace place, string text, CancellationToken cancellationToken) => SayAsync(heard, place, new TeamsToldWords(text), cancellationToken);

    public Task SayAsync(Heard heard, TeamsPlace place, TeamsToldWords told, CancellationToken cancellationToken)
    {
        var (card, summary) = TeamsAnswerCard.Of(told.For(place), told.Link, told.Choices);
        var payload = new TeamsAnswerPayload(place.ServiceUrl, place.Tenant, place.Conversation.ToString(), place.OnlyFor, summary, JsonSerializer.SerializeToElement(card));
        var job = new Job(
            $"{LanesOf(place.Tenant)}{place.Conversation.Id}",
            heard.Key,
            Kind,
            JsonSerializer.Serialize(payload, TeamsInboundJson.Default.TeamsAnswerPayload),
            JobPriority.Reply);
        return unit.WriteAsync(
            async work =>
            {
                if (!await hearing.TakeAsync(work, TeamsOptions.Vendor, HeardJob.KeyOf(heard.Workspace, $"{heard.Key}:answer"))) return false;
                await work.EnqueueAsync(job);
                return true;
            },
            cancellationToken);
    }
}
