using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Reads what Slack sends, over HTTP or through a socket, whichever path it comes by. Pure.</summary>
internal static class SlackReader
{
    /// <summary>A form: a command, an interaction or a look at our certificate.</summary>
    public static SlackTelling OfForm(ReadOnlySpan<byte> body)
    {
        if (SlackForm.Read(body) is not { } fields) return new SlackNonsense("a form with too many fields");
        if (fields.TryGetValue("payload", out var payload)) return OfInteraction(payload);
        if (fields.ContainsKey("command")) return OfCommand(Json(fields));
        return fields.TryGetValue("ssl_check", out var check) && check is [(byte)'1'] ? new SlackCertificateCheck() : new SlackUnknownKind("a form of another kind");
    }

    /// <summary>The fields of a slash command, as JSON.</summary>
    public static SlackTelling OfCommand(ReadOnlyMemory<byte> json)
    {
        if (SlackGlancing.Read(json.Span) is not { } glance) return new SlackNonsense("a command that is no JSON object");
        var key = glance.TriggerId is { } trigger ? $"trigger:{trigger}" : Digest(json.Span);
        return new SlackTold(SlackTold.Command, glance.Team ?? "", key, glance, json);
    }

    public static SlackTelling OfInteraction(ReadOnlyMemory<byte> json)
    {
        if (SlackGlancing.Read(json.Span) is not { } glance) return new SlackNonsense("an interaction that is no JSON object");
        return glance.Type is { } type ? new SlackTold(type, glance.Team ?? "", Digest(json.Span), glance, json) : new SlackNonsense("an interaction without a type");
    }

    /// <summary>An event's envelope, or one of the few things Slack says beside events.</summary>
    public static SlackTelling OfEvent(ReadOnlyMemory<byte> json)
    {
        if (SlackGlancing.Read(json.Span) is not { } glance) return new SlackNonsense("an event that is no JSON object");
        return glance switch
        {
            { Type: "url_verification", Challenge: { } challenge } => new SlackChallenge(challenge),
            { Type: "app_rate_limited" } => new SlackHoldsBack(glance.Minute),
            { Type: "event_callback", Event.Type: { } type } => new SlackTold($"event:{type}", glance.Team ?? "", Key(glance, json.Span), glance, json),
            { Type: { } other } => new SlackUnknownKind(other),
            _ => new SlackNonsense("an event without a type"),
        };
    }

    /// <summary>A message and the mention in it are two events and one thing said.</summary>
    private static string Key(SlackGlance glance, ReadOnlySpan<byte> json) => glance.Event switch
    {
        { Type: "app_mention", Channel: { } channel, Ts: { } ts } => $"said:{channel}:{ts}",
        { Type: "message", Channel: { } channel, Ts: { } ts } when SlackSieve.IsSaid(glance.Event.Subtype) => $"said:{channel}:{ts}",
        _ => glance.EventId ?? Digest(json),
    };

    /// <summary>All but the token, which proves nothing any more and is nobody's to keep.</summary>
    private static byte[] Json(Dictionary<string, byte[]> fields)
    {
        var written = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(written);
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
            if (name != "token") writer.WriteString(Encoding.UTF8.GetBytes(name), value);
        writer.WriteEndObject();
        writer.Flush();
        return written.WrittenSpan.ToArray();
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
