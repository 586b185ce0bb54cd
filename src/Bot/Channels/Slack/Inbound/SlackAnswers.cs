using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Bot.Channels.Slack.Inbound.Wire;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Private answers, each written down once for what was heard, however often that is handed out.</summary>
internal sealed partial class SlackAnswers(IUnitOfWork unit, IHearing hearing, SlackIdentity self, SlackOptions options)
{
    /// <param name="text">Words with untrusted text in them.</param>
    public Task SayAsync(Heard heard, SlackPlace place, string text, CancellationToken cancellationToken) => SayAsync(heard, place, text, [], cancellationToken);

    public Task SayAsync(Heard heard, SlackPlace place, string text, IReadOnlyList<CommandChoice> choices, CancellationToken cancellationToken) =>
        PutAsync(heard, place, SlackAnswerMessage.Of(Words(text), choices), cancellationToken);

    /// <param name="lead">Words before a link of Slack's own.</param>
    public Task LinkAsync(Heard heard, SlackPlace place, string lead, Uri link, CancellationToken cancellationToken) =>
        PutAsync(heard, place, SlackAnswerMessage.Of($"{Words(lead)} <{SlackWords.Escape(link.AbsoluteUri)}|the thread>", []), cancellationToken);

    /// <summary>Our help is written for the room: in Slack the command may have another name, every question stands behind it, our user is mentioned, and a channel has its name.</summary>
    private string Words(string text)
    {
        var words = SlackWords.Escape(text)
            .Replace("/flow instance", $"{options.Command} flow instance", StringComparison.Ordinal)
            .Replace("/investigate", options.Command, StringComparison.Ordinal);
        words = ChannelName().Replace(words, "<#$1>");
        return self.BotUser is { Length: > 0 } user ? words.Replace("@bot", $"<@{user}>", StringComparison.Ordinal) : words;
    }

    /// <param name="message">As Slack takes it: text and blocks.</param>
    public Task PutAsync(Heard heard, SlackPlace place, JsonObject message, CancellationToken cancellationToken)
    {
        var payload = new SlackAnswerPayload(place.Channel, place.User, place.ThreadTs, place.ResponseUrl, heard.HeardAt, JsonSerializer.SerializeToElement(message));
        var job = new Job(
            $"slack-answer/{heard.Workspace}/{place.User ?? place.Channel}",
            heard.Key,
            SlackJobs.AnswerKind,
            JsonSerializer.Serialize(payload, SlackInboundJson.Default.SlackAnswerPayload),
            JobPriority.Reply);
        return unit.WriteAsync(
            async work =>
            {
                if (!await hearing.TakeAsync(work, SlackOptions.Vendor, HeardJob.KeyOf(heard.Workspace, $"{heard.Key}:answer"))) return false;
                await work.EnqueueAsync(job);
                return true;
            },
            cancellationToken);
    }

    /// <summary>As <see cref="ChannelRef"/> writes itself.</summary>
    [GeneratedRegex(@"\bslack:T[A-Z0-9]{2,20}/([CG][A-Z0-9]{2,20})\b")]
    private static partial Regex ChannelName();
}
