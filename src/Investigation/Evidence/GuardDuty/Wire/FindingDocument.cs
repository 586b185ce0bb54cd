using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using ApiFinding = Amazon.GuardDuty.Model.Finding;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>
/// A finding of the SDK as the JSON that GuardDuty's API sends, for the ledger and the one reader. The SDK keeps no wire names, so they are made from its
/// members: camelCase, save those of the table. What the SDK does not know is lost on this road; alerts carry it.
/// </summary>
internal static class FindingDocument
{
    // Members whose locationName is not their own name in camelCase, by type and member, from the service's published model.
    private static readonly Dictionary<(string Type, string Member), string> Irregular = new()
    {
        [("ProductCode", "Code")] = "productCodeId",
        [("ProductCode", "ProductType")] = "productCodeType",
        [("EcsTaskDetails", "TaskCreatedAt")] = "createdAt",
        [("KubernetesApiCallAction", "SourceIps")] = "sourceIPs",
        [("RdsLoginAttemptAction", "LoginAttributes")] = "LoginAttributes",
        [("Account", "Name")] = "account",
        [("Ec2Instance", "IamInstanceProfile")] = "IamInstanceProfile",
        [("KubernetesWorkload", "KubernetesResourcesTypes")] = "type",
        [("NetworkGeoLocation", "Latitude")] = "lat",
        [("NetworkGeoLocation", "Longitude")] = "lon",
    };

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameByMember } },
        Converters = { new ConstantConverter(), new UtcConverter() },
    };

    /// <summary>The finding as JSON text.</summary>
    public static string Of(ApiFinding finding) => JsonSerializer.Serialize(finding, Options);

    /// <summary>What a member of the SDK is called on the wire.</summary>
    internal static string NameOf(Type type, string member) => Irregular.TryGetValue((type.Name, member), out var name) ? name : JsonNamingPolicy.CamelCase.ConvertName(member);

    private static void NameByMember(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is MemberInfo member) property.Name = NameOf(type.Type, member.Name);
        }
    }

    /// <summary>An enumeration of the SDK is its word.</summary>
    private sealed class ConstantConverter : JsonConverter<ConstantClass>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(ConstantClass));

        public override ConstantClass Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Documents are written only.");

        public override void Write(Utf8JsonWriter writer, ConstantClass value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class UtcConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Documents are written only.");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
