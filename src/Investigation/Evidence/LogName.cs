using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Evidence;

/// <summary>Tells by its name whether a file or an object may be a log.</summary>
internal static partial class LogName
{
    private static readonly string[] Endings = [".json", ".jsonl", ".log", ".txt"];

    /// <param name="name">The last part of a path or key.</param>
    public static bool IsLikely(ReadOnlySpan<char> name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        foreach (var ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        // what Firehose and exports of CloudWatch Logs write has no ending of its own
        return FirehoseName().IsMatch(name) || (name.Length == 6 && !name.ContainsAnyExceptInRange('0', '9'));
    }

    [GeneratedRegex(@"-\d{4}(?:-\d{2}){5}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex FirehoseName();
}
