using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Somebody posted, or is writing, links to the AWS console: those to findings and entities the ledger knows are shown with what it knows. Showing the same twice changes nothing.</summary>
internal sealed partial class LinkListener(KnownLinks links, LinkRights rights, SlackApi api, AccountNames accounts, ILogger<LinkListener> log) : ISlackListener
{
    private const int MostLinks = 5;

    public IReadOnlyList<string> Types { get; } = ["event:link_shared"];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Payload.Member("event") is not { } shared || !await rights.MayShowAsync(shared, heard.Workspace, cancellationToken)) return new JobDone();
        var unfurls = new JsonObject();
        foreach (var url in shared.Items("links").Take(MostLinks).Select(static link => link.Text("url")).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await links.OfAsync(url, cancellationToken) is { } known && UnfurlView.Of(known, accounts) is var card && IsGood(card)) unfurls[url] = card;
        }

        if (unfurls.Count == 0 || Target(shared) is not { } arguments) return new JobDone();
        arguments["unfurls"] = unfurls;
        var answer = await api.CallAsync("chat.unfurl", arguments, cancellationToken);
        // The message is gone, or its writer took the preview away.
        return answer is SlackRefused { Error: "cannot_find_message" or "cannot_unfurl_message" or "cannot_unfurl_url" or "cannot_prompt" or "message_not_found" } ? new JobDone() : FormOutcome.Of("chat.unfurl", answer);
    }

    private static JsonObject? Target(JsonElement shared)
    {
        if (shared.Text("source") == LinkRights.Composer)
            return shared.Text("unfurl_id") is { } id ? new JsonObject { ["unfurl_id"] = id, ["source"] = LinkRights.Composer } : null;
        return shared.Text("channel") is { } channel && shared.Text("message_ts") is { } ts ? new JsonObject { ["channel"] = channel, ["ts"] = ts } : null;
    }

    private bool IsGood(JsonObject card)
    {
        var faults = SlackValidator.Message(new JsonObject { ["text"] = "link", ["blocks"] = card["blocks"]!.DeepClone() });
        foreach (var fault in faults.Take(5)) Log.Faulty(log, fault.Pointer, fault.Why);
        return faults.Count == 0;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What was to be shown below a link is not as Slack takes it and was not sent: {Pointer} {Why}")]
        public static partial void Faulty(ILogger log, string pointer, string why);
    }
}
