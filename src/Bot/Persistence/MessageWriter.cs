using System.Security.Cryptography;
using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

/// <summary>Writes messages, their buttons and the jobs that bring them out.</summary>
internal sealed class MessageWriter(TimeProvider time)
{
    private const string OfKey = $"SELECT {MessageRow.Columns} FROM message m WHERE m.thread = @thread AND m.message_key = @key";

    public async ValueTask<ThreadMessage> PutAsync(DbWork work, InvestigationThread thread, string key, MessageKind kind, Card card)
    {
        var old = await work.FirstAsync<MessageRow>(OfKey, new { thread = thread.Id.Value, key });
        var now = time.GetUtcNow();
        var id = old?.Id ?? Guid.CreateVersion7(now).ToString("N");
        var kept = old is null ? [] : await work.QueryAsync<ButtonRow>("SELECT * FROM button WHERE message = @id ORDER BY id", new { id });
        var (named, added) = NameButtons(card, kept);
        var json = JsonSerializer.Serialize(named, CardJson.Default.Card);
        if (old is not null && old.Card == json) return old.ToMessage();

        if (added.Count > 0)
        {
            await work.ExecuteAsync(
                "INSERT INTO button (id, message, label, verb, argument, prompt, choices) VALUES (@Id, @Message, @Label, @Verb, @Argument, @Prompt, @Choices)",
                added.ConvertAll(button => ButtonRow.Of(button, id)));
        }

        await work.ExecuteAsync(old is null ? Insert : Update, new { id, thread = thread.Id.Value, key, kind = StoredValues.Word(kind), json, now });
        await EnqueueAsync(work, thread, id, kind, isEdit: old?.SentVersion > 0);
        return (await work.FirstAsync<MessageRow>(OfKey, new { thread = thread.Id.Value, key }))!.ToMessage();
    }

    public static async ValueTask RecordDeliveryAsync(DbWork work, MessageId id, long version, string externalId)
    {
        const string Message = """
            UPDATE message SET
                delivery = CASE WHEN version <= @version THEN 'sent' ELSE 'pending' END,
                sent_version = CASE WHEN sent_version < @version THEN @version ELSE sent_version END,
                external_id = @externalId
            WHERE id = @id
            """;
        const string Former = """
            INSERT INTO former_root (vendor, workspace, channel, external_id, thread)
            SELECT t.vendor, t.workspace, t.channel, t.external_id, t.id FROM thread t JOIN message m ON m.thread = t.id
            WHERE m.id = @id AND m.kind = 'root' AND t.external_id IS NOT NULL AND t.external_id <> @externalId
            ON CONFLICT (vendor, workspace, channel, external_id) DO NOTHING
            """;
        const string Thread = """
            UPDATE thread SET external_id = @externalId WHERE id = (SELECT thread FROM message WHERE id = @id AND kind = 'root')
                AND (external_id IS NULL OR external_id <> @externalId)
            """;
        const string Sending = $"DELETE FROM delivered_part WHERE message = @id AND part = '{DeliveredPart.Sending}'";
        await work.ExecuteAsync(Message, new { id = id.Value, version, externalId });
        await work.ExecuteAsync(Sending, new { id = id.Value });
        await work.ExecuteAsync(Former, new { id = id.Value, externalId });
        await work.ExecuteAsync(Thread, new { id = id.Value, externalId });
    }

    private const string Insert = """
        INSERT INTO message (id, thread, message_key, kind, card, version, sent_version, delivery, made_at) VALUES (@id, @thread, @key, @kind, @json, 1, 0, 'pending', @now)
        """;

    private const string Update = "UPDATE message SET card = @json, version = version + 1, delivery = 'pending', edited_at = @now WHERE id = @id";

    /// <summary>A button that does the same as before under the same label keeps its id, so that what people see goes on working while the edit is on its way.
    /// Ids of buttons that are gone stay valid for the same reason.</summary>
    private static (Card Named, List<CardButton> Added) NameButtons(Card card, List<ButtonRow> kept)
    {
        var free = kept.ToLookup(static row => SameAs(row.ToButton())).ToDictionary(static same => same.Key, static same => new Queue<string>(same.Select(static row => row.Id)));
        var added = new List<CardButton>();
        var named = CardButtons.Replace(card, button =>
        {
            if (free.TryGetValue(SameAs(Cleaned(button)), out var ids) && ids.TryDequeue(out var id)) return button with { Id = id };
            added.Add(button with { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) });
            return added[^1];
        });
        return (named, added);
    }

    /// <summary>By what two buttons are the same. Choices are compared by what they say.</summary>
    private static (CardButton Button, string? Choices) SameAs(CardButton button) => (button with { Id = null, Choices = null }, ButtonRow.ChoicesOf(button));

    /// <summary>The button as reading it back from the store gives it, without its id.</summary>
    private static CardButton Cleaned(CardButton button) => button with
    {
        Id = null,
        Label = StoredValues.Text(button.Label),
        Action = new CardAction(StoredValues.Text(button.Action.Verb), StoredValues.Text(button.Action.Argument)),
        Prompt = button.Prompt is { } prompt ? StoredValues.Text(prompt) : null,
    };

    private static ValueTask EnqueueAsync(DbWork work, InvestigationThread thread, string id, MessageKind kind, bool isEdit) => work.EnqueueAsync(new Job(
        thread.Channel.ToString(),
        thread.Id.Value,
        ThreadJobs.DeliverMessage,
        JsonSerializer.Serialize(new DeliverMessagePayload(id), ThreadJobsJson.Default.DeliverMessagePayload),
        isEdit ? JobPriority.Edit : kind is MessageKind.Root ? JobPriority.Root : JobPriority.Reply,
        Coalesce: id));
}
