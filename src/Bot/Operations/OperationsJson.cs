using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatOps.Bot.Operations;

[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(SampleFinding))]
[JsonSerializable(typeof(JsonObject))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class OperationsJson : JsonSerializerContext
{
    /// <summary>For people, too: indented, and with quotes and umlauts as they are, since nothing of this goes into a page of HTML.</summary>
    public static OperationsJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<RemarkLevel>(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
