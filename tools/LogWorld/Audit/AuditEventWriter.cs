using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOps.LogWorld.Audit;

/// <summary>Writes an audit event as the API server does.</summary>
internal static class AuditEventWriter
{
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(AuditRequest request, AuditStage stage)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            var place = request.Subject.Namespace.Length > 0 ? $"namespaces/{request.Subject.Namespace}/" : "";
            json.WriteStartObject();
            json.WriteString("kind", "Event");
            json.WriteString("apiVersion", "audit.k8s.io/v1");
            json.WriteString("level", "Metadata");
            json.WriteString("auditID", request.Id);
            json.WriteString("stage", stage.Name);
            json.WriteString("requestURI", $"/api/v1/{place}{request.Resource.Split('/')[0]}/{request.Object}");
            json.WriteString("verb", request.Verb);
            User(json, request.Subject);
            json.WriteStartArray("sourceIPs");
            json.WriteStringValue(request.Address);
            if (request.Address.StartsWith("198.18.", StringComparison.Ordinal)) json.WriteStringValue("10.30.0.5");
            json.WriteEndArray();
            json.WriteString("userAgent", request.UserAgent);
            Object(json, request);
            if (stage.Code is { } code) Response(json, code);
            json.WriteString("requestReceivedTimestamp", Micro(request.Received));
            json.WriteString("stageTimestamp", Micro(stage.Time));
            Annotations(json, request, stage);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void User(Utf8JsonWriter json, AuditSubject subject)
    {
        json.WriteStartObject("user");
        json.WriteString("username", subject.Name);
        json.WriteStartArray("groups");
        foreach (var group in subject.Groups) json.WriteStringValue(group);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Object(Utf8JsonWriter json, AuditRequest request)
    {
        var parts = request.Resource.Split('/');
        json.WriteStartObject("objectRef");
        json.WriteString("resource", parts[0]);
        if (request.Subject.Namespace.Length > 0) json.WriteString("namespace", request.Subject.Namespace);
        json.WriteString("name", request.Object);
        json.WriteString("apiVersion", "v1");
        if (parts.Length > 1) json.WriteString("subresource", parts[1]);
        json.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter json, int code)
    {
        json.WriteStartObject("responseStatus");
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteNumber("code", code);
        json.WriteEndObject();
    }

    private static void Annotations(Utf8JsonWriter json, AuditRequest request, AuditStage stage)
    {
        if (stage.Code is null) return;
        json.WriteStartObject("annotations");
        json.WriteString("authorization.k8s.io/decision", request.Forbidden ? "forbid" : "allow");
        json.WriteString("authorization.k8s.io/reason", "");
        json.WriteEndObject();
    }

    private static string Micro(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
