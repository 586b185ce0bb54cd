using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Bot.Channels.Teams.Inbound.Wire;

/// <summary>A private answer on its way. Stored: its names never change.</summary>
/// <param name="ServiceUrl">As Teams told it; null when it told none.</param>
/// <param name="Conversation">As Teams writes it, with its thread.</param>
/// <param name="OnlyFor">The person who alone may see it; null for a plain reply.</param>
/// <param name="Card">The Adaptive Card.</param>
internal sealed record TeamsAnswerPayload(string? ServiceUrl, string Tenant, string Conversation, string? OnlyFor, string Summary, JsonElement Card);

[JsonSerializable(typeof(TeamsAnswerPayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class TeamsInboundJson : JsonSerializerContext;
