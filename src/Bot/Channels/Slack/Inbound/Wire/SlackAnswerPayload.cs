using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Bot.Channels.Slack.Inbound.Wire;

/// <summary>Payload of the job that brings a private answer.</summary>
/// <param name="Message">Text and blocks, as Slack takes them.</param>
/// <param name="HeardAt">When the question came: a response_url lives 30 minutes from then.</param>
internal sealed record SlackAnswerPayload(string? Channel, string? User, string? ThreadTs, string? ResponseUrl, DateTimeOffset HeardAt, JsonElement Message);

[JsonSerializable(typeof(SlackAnswerPayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class SlackInboundJson : JsonSerializerContext;
