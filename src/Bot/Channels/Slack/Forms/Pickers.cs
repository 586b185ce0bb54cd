using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Choices while somebody types, from the ledger and the store alone; only to people who may see what they name.</summary>
internal sealed class Pickers(CommandDesk desk, SlackPeople people, Readers readers, VisibleThreads threads, SlackOptions options) : ISlackReflex
{
    private const string Lead = "/investigate ";

    /// <summary>Nobody types more into a picker.</summary>
    private const int LongestTyped = 200;

    public IReadOnlyList<string> Types { get; } = ["block_suggestion"];

    public async Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        var typed = payload.Text("value") is { Length: <= LongestTyped } text ? text.Replace("\0", "", StringComparison.Ordinal) : "";
        return payload.Text("action_id") switch
        {
            FormIds.PickFinding => FormReply.Options(await FindingsAsync(payload, typed, cancellationToken)),
            FormIds.PickThread => FormReply.Options(await ThreadsAsync(payload, typed, cancellationToken)),
            _ => null,
        };
    }

    private async Task<IEnumerable<JsonObject>> FindingsAsync(JsonElement payload, string typed, CancellationToken cancellationToken)
    {
        var person = await people.OfAsync(payload.User(), cancellationToken);
        var channel = new ChannelRef(SlackOptions.Vendor, payload.Workspace() ?? "", payload.Entered(FormIds.Blocks.Channel) ?? options.DefaultChannel ?? "");
        if (!(await readers.MayAsync(person, Verb.Investigate, channel, "findings", cancellationToken)).Allowed) return [];
        var found = await desk.CompleteAsync(new TypedCommand(channel, null, person, Lead + typed), cancellationToken);
        return found.Select(static each => InvestigateView.Option(each, Lead)).OfType<JsonObject>();
    }

    private async Task<IEnumerable<JsonObject>> ThreadsAsync(JsonElement payload, string typed, CancellationToken cancellationToken)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var seen = await threads.OfAsync(payload.Workspace() ?? "", payload.User(), cancellationToken);
        return seen.Open.Where(thread => words.All(word => thread.Title.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(AddView.Option).OfType<JsonObject>();
    }
}
