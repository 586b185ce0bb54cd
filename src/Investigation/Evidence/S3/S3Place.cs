using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>A bucket, or a folder in it.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Folder">What the keys of its objects begin with: empty, or ending with a slash.</param>
public sealed partial record S3Place(string Bucket, string Folder)
{
    private const string Scheme = "s3://";
    private const int LongestFolder = 512; // a key has 1,024 bytes at most (Amazon S3 user guide, "Naming Amazon S3 objects")

    /// <summary>Whether the text is meant to be a place in S3.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>s3://bucket/prefix</c>. The prefix is a folder, with a slash at its end or without.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">The place; null when the text is none.</param>
    /// <param name="why">What is wrong with it, as the end of a sentence that names the text; null when nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out S3Place? place, [NotNullWhen(false)] out string? why)
    {
        place = null;
        var rest = IsMeant(text) ? text[Scheme.Length..] : text;
        var slash = rest.IndexOf('/');
        var (bucket, folder) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..].TrimEnd('/'));
        why = !IsMeant(text) ? "begins with no s3://"
            : !BucketName().IsMatch(bucket) || bucket.Contains("..", StringComparison.Ordinal) ? "names no bucket: 3 to 63 lower-case letters, digits, dots and hyphens"
            : folder.Length > LongestFolder || folder.Any(char.IsControl) || folder.Split('/').Any(static part => part is "." or "..") || folder.Contains("//", StringComparison.Ordinal) || folder.StartsWith('/') ? "has a prefix that is no folder's name"
            : folder.Contains('*', StringComparison.Ordinal) ? "has a pattern in its prefix; name the folder that holds the logs, such as the one above AWSLogs"
            : null;
        if (why is not null) return false;
        place = new S3Place(bucket, folder.Length == 0 ? "" : folder + "/");
        return true;
    }

    /// <summary><c>s3://bucket/prefix</c>, without a slash at its end: the same for the same place.</summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Folder}".TrimEnd('/');

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();
}
