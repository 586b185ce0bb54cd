using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Evidence.EksAudit.Wire;

/// <summary>What CloudWatch Logs says of the messages of one document (Amazon CloudWatch Logs user guide, "Subscription filters").</summary>
/// <param name="Account">Account that owns the log group; null when not told.</param>
/// <param name="Cluster">Name in the log group <c>/aws/eks/name/cluster</c>; null when it is no such group.</param>
/// <param name="IsAudit">Whether the messages may be audit events: not those of control messages and of the other streams of the control plane.</param>
internal sealed partial record AuditEnvelope(string? Account, string? Cluster, bool IsAudit)
{
    /// <summary>Nothing is told.</summary>
    public static readonly AuditEnvelope None = new(null, null, true);

    /// <summary>Reads the start of a document, up to its list of messages.</summary>
    public static AuditEnvelope Of(ReadOnlySpan<byte> head)
    {
        string? owner = null, group = null, stream = null, type = null;
        try
        {
            var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("owner"u8)) owner = Text(ref reader);
                else if (reader.ValueTextEquals("logGroup"u8)) group = Text(ref reader);
                else if (reader.ValueTextEquals("logStream"u8)) stream = Text(ref reader);
                else if (reader.ValueTextEquals("messageType"u8)) type = Text(ref reader);
                else if (!reader.Read() || !reader.TrySkip()) break; // the list itself, which is not whole yet
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return None; // the messages can be read without it
        }

        var isAudit = type != "CONTROL_MESSAGE" && (string.IsNullOrEmpty(stream) || stream.Contains("audit", StringComparison.OrdinalIgnoreCase) || ClusterOf(group) is null);
        return new AuditEnvelope(owner is { Length: 12 } && owner.All(char.IsAsciiDigit) ? owner : null, ClusterOf(group), isAudit);
    }

    /// <summary>The cluster a log group or a path that repeats its name tells; null when it tells none.</summary>
    public static string? ClusterOf(string? path) => path is not null && ClusterPattern().Match(path) is { Success: true } found ? found.Groups["cluster"].Value : null;

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) return null;
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.TrySkip();
        return null;
    }

    // cluster names: Amazon EKS API reference, CreateCluster
    [GeneratedRegex(@"(?:^|/)aws/eks/(?<cluster>[0-9A-Za-z][0-9A-Za-z_-]{0,99})/cluster(?:/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex ClusterPattern();
}
