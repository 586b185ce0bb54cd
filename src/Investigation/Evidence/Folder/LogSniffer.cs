using System.Text;

namespace ChatOps.Investigation.Evidence.Folder;

/// <summary>Tells from its first bytes what a log object holds, when its key does not.</summary>
internal static class LogSniffer
{
    private const int Enough = 8 * 1024;

    /// <summary>Null when it is no log of a kind we know.</summary>
    public static async Task<LogKind?> KindOfAsync(Stream text, CancellationToken cancellationToken)
    {
        var head = new byte[Enough];
        var length = 0;
        try
        {
            int read;
            while (length < head.Length && (read = await text.ReadAsync(head.AsMemory(length), cancellationToken)) > 0) length += read;
        }
        catch (EndOfStreamException) when (length > 0)
        {
            // cut off, but what is there may tell
        }

        return KindOf(Encoding.UTF8.GetString(head, 0, length).TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
    }

    /// <summary>The same, from text.</summary>
    public static LogKind? KindOf(string text)
    {
        if (text.StartsWith('{') || text.StartsWith('[')) return KindOfJson(text);
        var line = text.AsSpan(0, Math.Max(text.IndexOf('\n'), 0) is var end and > 0 ? end : text.Length).TrimEnd();
        var isFlow = line.Contains("srcaddr", StringComparison.Ordinal)
            || line.Contains("interface-id", StringComparison.Ordinal)
            || line.Contains(" eni-", StringComparison.Ordinal)
            || line.EndsWith(" OK", StringComparison.Ordinal)
            || line.EndsWith(" NODATA", StringComparison.Ordinal)
            || line.EndsWith(" SKIPDATA", StringComparison.Ordinal);
        return isFlow ? LogKind.FlowLogs : null;
    }

    private static LogKind? KindOfJson(string text)
    {
        if (Has("\"digestS3Object\"")) return LogKind.Digest;
        if (Has("\"auditID\"") || Has("audit.k8s.io") || (Has("\"logGroup\"") && Has("/aws/eks/"))) return LogKind.EksAudit;
        if (Has("\"CONTROL_MESSAGE\"")) return LogKind.Beside;
        return Has("\"eventSource\"") || Has("\"eventVersion\"") || Has("\"Records\"") ? LogKind.CloudTrail : null;

        bool Has(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}
