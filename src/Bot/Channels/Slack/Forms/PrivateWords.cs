using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Says something privately about a form: written down, and brought by a job, for the form's own answer may not wait.</summary>
internal sealed class PrivateWords(SlackAnswers answers, IThreadStore threads, TimeProvider time)
{
    /// <summary>Says why a form did not open, with the button to press again, where there was one.</summary>
    public Task TellAsync(JsonElement payload, string words, CardButton? button, CancellationToken cancellationToken)
    {
        var heard = Heard(payload, payload.Text("trigger_id") is { } trigger ? $"form:{trigger}" : $"form:{Guid.CreateVersion7(time.GetUtcNow())}");
        return answers.PutAsync(heard, Inbound.SlackPlace.OfInteraction(heard), Message(words, button), cancellationToken);
    }

    /// <summary>Says what became of a form that was sent.</summary>
    public Task TellAsync(JsonElement payload, Inbound.SlackPlace place, string words, CancellationToken cancellationToken) =>
        answers.PutAsync(Heard(payload, payload.Once()), place, Message(words, null), cancellationToken);

    /// <summary>Points to a thread that was there before and may stand far up; a new one shows itself.</summary>
    public async Task PointAsync(JsonElement payload, Inbound.SlackPlace place, ThreadId opened, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(opened, cancellationToken) is { } thread && MessageLinks.Of(thread) is { } link)
            await answers.LinkAsync(Heard(payload, payload.Once()), place, "Answered in", link, cancellationToken);
    }

    private Heard Heard(JsonElement payload, string key) => new(payload.Text("type") ?? "", payload.Workspace() ?? "", key, payload, time.GetUtcNow());

    private static JsonObject Message(string words, CardButton? button)
    {
        var blocks = new JsonArray(SlackBlocks.Section(SlackBlocks.Plain(words)));
        if (button is not null) blocks.Add((JsonNode)SlackBlocks.Actions(SlackButtons.Of(button)));
        return new JsonObject { ["text"] = SlackText.Escaped(words, 3000), ["blocks"] = blocks };
    }
}
