using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace Amazon.Wire;

/// <summary>How a service spells its members. Unknown members are passed over; what is not set is not written.</summary>
internal sealed class JsonForm
{
    private readonly JsonSerializerOptions options;

    private JsonForm(JsonNamingPolicy names) => options = new JsonSerializerOptions
    {
        PropertyNamingPolicy = names,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OnlyModelled } },
        // Findings that were exported and imported by others' tools come with their scalars as text.
        Converters =
        {
            new ConstantClassConverter(), new TimestampConverter(), new ListConverter(), new TextConverter(), new BooleanConverter(),
            new NumberConverter<int>(), new NumberConverter<long>(), new NumberConverter<double>(),
        },
    };

    public static JsonForm CamelCase { get; } = new(JsonNamingPolicy.CamelCase);

    public static JsonForm PascalCase { get; } = new(null);

    public byte[] Write(AmazonWebServiceRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), options);

    public T Read<T>(byte[] body) where T : class => body.Length == 0 ? null : JsonSerializer.Deserialize<T>(body, options);

    // What requests and answers inherit from the SDK is not part of the message.
    private static void OnlyModelled(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].AttributeProvider is System.Reflection.MemberInfo { DeclaringType: { } owner } && owner.Assembly == typeof(AmazonWebServiceRequest).Assembly) type.Properties.RemoveAt(i);
    }
}
