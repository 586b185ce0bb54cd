using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

/// <summary>ListObjectsV2.</summary>
internal static class S3Listing
{
    private const int MostKeys = 1000;

    public static AwsAnswer Answer(AwsBucket bucket, AwsRequest request)
    {
        var (prefix, delimiter, startAfter) = (request.Query.GetValueOrDefault("prefix") ?? "", request.Query.GetValueOrDefault("delimiter") ?? "", request.Query.GetValueOrDefault("start-after") ?? "");
        var token = request.Query.GetValueOrDefault("continuation-token");
        var most = Math.Min(MostKeys, int.Parse(request.Query.GetValueOrDefault("max-keys") ?? "1000", CultureInfo.InvariantCulture));
        var after = token is null ? startAfter : Read(token);
        var (keys, folders, last, isTruncated) = (new List<KeyValuePair<string, AwsObject>>(), new List<string>(), "", false);
        foreach (var one in bucket.From(prefix, after))
        {
            var folder = Folder(one.Key, prefix, delimiter);
            // What a folder of the page before stands for, and what the last folder of this page stands for.
            if (folder is not null && (folder == last || (token is not null && folder == after))) continue;
            isTruncated = keys.Count + folders.Count == most;
            if (isTruncated) break;
            if (folder is null) keys.Add(one);
            else folders.Add(folder);
            last = folder ?? one.Key;
        }

        var isEncoded = request.Query.GetValueOrDefault("encoding-type") == "url";
        Func<string, string> spell = isEncoded ? static text => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal) : static text => text;
        var answer = new XElement("ListBucketResult",
            new XElement("Name", bucket.Name),
            new XElement("Prefix", spell(prefix)),
            new XElement("KeyCount", keys.Count + folders.Count),
            new XElement("MaxKeys", most),
            new XElement("IsTruncated", isTruncated));
        if (isEncoded) answer.Add(new XElement("EncodingType", "url"));
        if (delimiter.Length > 0) answer.Add(new XElement("Delimiter", spell(delimiter)));
        if (startAfter.Length > 0) answer.Add(new XElement("StartAfter", spell(startAfter)));
        if (token is not null) answer.Add(new XElement("ContinuationToken", token));
        if (isTruncated && most > 0) answer.Add(new XElement("NextContinuationToken", Write(last)));
        answer.Add(keys.Select(one => new XElement("Contents", new XElement("Key", spell(one.Key)), new XElement("LastModified", AwsNames.Iso(one.Value.LastModified)), new XElement("ETag", one.Value.ETag), new XElement("Size", one.Value.Bytes.Length), new XElement("StorageClass", one.Value.StorageClass))));
        answer.Add(folders.Select(folder => new XElement("CommonPrefixes", new XElement("Prefix", spell(folder)))));
        foreach (var element in answer.DescendantsAndSelf()) element.Name = AwsNames.Xml("s3") + element.Name.LocalName;
        return AwsAnswer.Xml(answer) with { ContentType = "application/xml" };
    }

    private static string? Folder(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0) return null;
        var cut = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return cut < 0 ? null : key[..(cut + delimiter.Length)];
    }

    private static string Write(string last) => "1" + Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string Read(string token)
    {
        var bytes = new byte[token.Length];
        return token.StartsWith('1') && Convert.TryFromBase64String(token[1..], bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw new AwsRefusal(400, "InvalidArgument", "The continuation token provided is incorrect");
    }
}
