using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Wire;

/// <summary>Lists; one thing where a list is meant is a list of it. Nothing within a list is null.</summary>
internal sealed class ListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(List<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GenericTypeArguments));

    private sealed class Of<T> : JsonConverter<List<T>>
    {
        public override List<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var items = new List<T>();
            if (reader.TokenType != JsonTokenType.StartArray) Add(items, ref reader, options);
            else
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Add(items, ref reader, options);
            return items;
        }

        public override void Write(Utf8JsonWriter writer, List<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value) JsonSerializer.Serialize(writer, item, options);
            writer.WriteEndArray();
        }

        private static void Add(List<T> items, ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.Null) items.Add(JsonSerializer.Deserialize<T>(ref reader, options));
        }
    }
}
