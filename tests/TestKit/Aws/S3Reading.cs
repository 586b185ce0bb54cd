using System.Globalization;

namespace ChatOps.TestKit.Aws;

/// <summary>GetObject and HeadObject.</summary>
internal static class S3Reading
{
    public static AwsAnswer Answer(AwsObject it, AwsRequest request)
    {
        if (it.StorageClass is "GLACIER" or "DEEP_ARCHIVE" && request.Method == "GET") throw new AwsRefusal(403, "InvalidObjectState", "The operation is not valid for the object's storage class") { Fields = { ["StorageClass"] = it.StorageClass } };
        if (request.Header("If-Match") is { Length: > 0 } match && match != "*" && match.Trim('"') != it.ETag.Trim('"')) throw new AwsRefusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold") { Fields = { ["Condition"] = "If-Match" } };
        if (request.Header("If-None-Match")?.Trim('"') == it.ETag.Trim('"')) return Described(new AwsAnswer(304, "", []), it);
        var (from, to) = Range(request.Header("Range"), it.Bytes.Length);
        var isWhole = from == 0 && to == it.Bytes.Length && request.Header("Range") is null;
        var answer = Described(new AwsAnswer(isWhole ? 200 : 206, "binary/octet-stream", it.Bytes[from..to]), it);
        return isWhole ? answer : answer.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to - 1}/{it.Bytes.Length}"));
    }

    private static AwsAnswer Described(AwsAnswer answer, AwsObject it) => answer
        .With("ETag", it.ETag)
        .With("Accept-Ranges", "bytes")
        .With("Last-Modified", it.LastModified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>First byte, and the one after the last. A header that is no range is passed over, as S3 does.</summary>
    private static (int From, int To) Range(string? header, int length)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.Ordinal) || header["bytes=".Length..].Split('-') is not [var first, var last]) return (0, length);
        var hasFirst = long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from);
        var hasLast = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to);
        if (!hasFirst && !hasLast) return (0, length);
        if (!hasFirst) (from, to) = (Math.Max(0, length - to), length - 1);
        else if (!hasLast) to = length - 1;
        if (from >= length || to < from) throw new AwsRefusal(416, "InvalidRange", "The requested range is not satisfiable") { Headers = { ["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes */{length}") }, Fields = { ["RangeRequested"] = header, ["ActualObjectSize"] = length.ToString(CultureInfo.InvariantCulture) } };
        return ((int)from, (int)Math.Min(to, length - 1) + 1);
    }
}
