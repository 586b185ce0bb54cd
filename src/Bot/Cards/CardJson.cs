using System.Text.Json.Serialization;

namespace ChatOps.Bot.Cards;

/// <summary>Cards as they are kept. Names of kinds, sections and runs are stored words: they never change.</summary>
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(IReadOnlyList<CardChoice>))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
internal sealed partial class CardJson : JsonSerializerContext;
