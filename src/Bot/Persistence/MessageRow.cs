using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class MessageRow
{
    /// <summary>Delivery is what the job says while there is one; only without one it is what was recorded.</summary>
    public const string Columns = """
        m.id, m.thread, m.message_key, m.kind, m.card, m.version, m.sent_version, m.external_id, m.made_at, m.edited_at,
        CASE WHEN m.sent_version >= m.version THEN 'sent'
            ELSE COALESCE((SELECT MIN(j.state) FROM job j WHERE j.coalesce_key = m.id AND j.state <> 'sent'), m.delivery) END AS delivery
        """;

    public string Id { get; init; } = "";

    public string Thread { get; init; } = "";

    public string MessageKey { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Card { get; init; } = "";

    public long Version { get; init; }

    public long SentVersion { get; init; }

    public string Delivery { get; init; } = "";

    public string? ExternalId { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public ThreadMessage ToMessage() => new()
    {
        Id = new MessageId(Id),
        Thread = new ThreadId(Thread),
        Key = MessageKey,
        Kind = StoredValues.Value<MessageKind>(Kind),
        Card = JsonSerializer.Deserialize(Card, CardJson.Default.Card)!,
        Version = Version,
        SentVersion = SentVersion,
        ExternalId = ExternalId,
        At = MadeAt,
        EditedAt = EditedAt,
        Delivery = StoredValues.Value<MessageDelivery>(Delivery),
    };
}

internal sealed class ButtonRow
{
    public string Id { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Read only, from the message.</summary>
    public string Thread { get; init; } = "";

    public string Label { get; init; } = "";

    public string Verb { get; init; } = "";

    public string Argument { get; init; } = "";

    public string? Prompt { get; init; }

    public string? Choices { get; init; }

    public static ButtonRow Of(CardButton button, string message) => new()
    {
        Id = button.Id!,
        Message = message,
        Label = button.Label,
        Verb = button.Action.Verb,
        Argument = button.Action.Argument,
        Prompt = button.Prompt,
        Choices = ChoicesOf(button),
    };

    /// <summary>As they are stored; null where there is no choice.</summary>
    public static string? ChoicesOf(CardButton button) => button.Choices is { } choices ? JsonSerializer.Serialize(choices, CardJson.Default.IReadOnlyListCardChoice) : null;

    public CardButton ToButton() => new(Label, new CardAction(Verb, Argument)) { Id = Id, Prompt = Prompt, Choices = Choices is { } choices ? JsonSerializer.Deserialize(choices, CardJson.Default.IReadOnlyListCardChoice) : null };
}
