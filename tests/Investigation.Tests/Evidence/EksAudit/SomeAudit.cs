using System.Text;
using System.Text.Json;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Audit events as EKS writes them, and the documents they travel in.</summary>
internal static class SomeAudit
{
    public const string Owner = "111122223333";
    public const string Group = "/aws/eks/prod-blue/cluster";
    public const string Stream = "kube-apiserver-audit-0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    /// <summary>Quotes as \" and not as \u0022.</summary>
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Event(
        string id,
        string time = "2024-08-01T00:19:20.595141Z",
        string stage = "ResponseComplete",
        string verb = "get",
        string user = "alice",
        string address = "198.51.100.23",
        int? code = 200,
        string decision = "allow",
        string resource = "pods",
        string? name = "web-1",
        string? place = "shop",
        string agent = "kubectl/v1.30.0 (linux/amd64) kubernetes/1a2b3c4",
        string more = "") =>
        $$"""{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"{{id}}","stage":"{{stage}}","requestURI":"/api/v1/x?limit=5","verb":"{{verb}}",""" +
        $$""" "user":{"username":{{JsonSerializer.Serialize(user)}},"groups":["system:authenticated"]{{more}}},"sourceIPs":["{{address}}","10.0.0.1"],"userAgent":"{{agent}}",""" +
        $$""" "objectRef":{"resource":"{{resource}}"{{Member("namespace", place)}}{{Member("name", name)}},"apiVersion":"v1"},""" +
        (code is { } status ? $$""" "responseStatus":{"metadata":{},"code":{{status}}},""" : "") +
        $$""" "requestReceivedTimestamp":"{{time}}","stageTimestamp":"{{time}}","annotations":{"authorization.k8s.io/decision":"{{decision}}","authorization.k8s.io/reason":""}""" + "}";

    public static string Document(IEnumerable<string> messages, string stream = Stream, string type = "DATA_MESSAGE", string group = Group, string owner = Owner, bool escaped = false) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["messageType"] = type,
            ["owner"] = owner,
            ["logGroup"] = group,
            ["logStream"] = stream,
            ["subscriptionFilters"] = new[] { "to-firehose" },
            ["logEvents"] = messages.Select((message, at) => new { id = $"3622{at}", timestamp = 1_722_471_560_000L + at, message }).ToArray(),
        },
            escaped ? JsonSerializerOptions.Default : AsWritten);

    public static string Control() => Document(["CWL CONTROL MESSAGE: Checking health of destination Firehose."], "", "CONTROL_MESSAGE", "", "CloudwatchLogs");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Member(string key, string? value) => value is null ? "" : $",\"{key}\":\"{value}\"";
}
