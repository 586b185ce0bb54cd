namespace ChatOps.Investigation.Permissions;

/// <summary>Names of actions as policies write them: service, colon, name, where * stands for any text and ? for one character; upper and lower case are the same
/// (IAM User Guide, "IAM JSON policy elements: Action").</summary>
public static class ActionPattern
{
    /// <summary>Whether a pattern covers an action such as ssm:GetParameters. A lone * covers everything.</summary>
    public static bool Matches(string pattern, string action)
    {
        // one star at a time is enough: a later star can always take what an earlier one gave back, so nothing is tried more than length times length
        var (at, star, resume) = (0, -1, 0);
        for (var place = 0; place < action.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, resume) = (at++, place);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || Same(pattern[at], action[place])))
            {
                at++;
                place++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                place = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }

    /// <summary>Whether the pattern covers every action of every service.</summary>
    public static bool IsEverything(string pattern) => pattern.Length > 0 && pattern.All(static letter => letter is '*' or ':') && pattern.Count(static letter => letter == ':') <= 1;

    /// <summary>Whether the pattern covers every action of its service: <c>ssm:*</c>.</summary>
    public static bool IsWholeService(string pattern) => NameOf(pattern) is { Length: > 0 } name && name.All(static letter => letter == '*');

    /// <summary>Whether it may stand for more than one action.</summary>
    public static bool HasWildcard(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    /// <summary>The service before the colon, in small letters; <c>*</c> where there is no colon.</summary>
    public static string ServiceOf(string pattern) => pattern.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? pattern[..colon].ToLowerInvariant() : "*";

    /// <summary>What follows the colon; all of it where there is none.</summary>
    public static string NameOf(string pattern) => pattern[(pattern.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static bool Same(char one, char other) => one == other || char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
