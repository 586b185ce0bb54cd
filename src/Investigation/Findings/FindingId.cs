namespace ChatOps.Investigation.Findings;

/// <summary>What identifies one GuardDuty finding: ids are unique within an account and a region only.</summary>
/// <param name="Account">Twelve-digit account number.</param>
/// <param name="Region">AWS region, such as us-east-1.</param>
/// <param name="Id">GuardDuty's id, usually 32 hexadecimal characters.</param>
public readonly record struct FindingId(string Account, string Region, string Id)
{
    // "FindingId: 1 to 300 characters" in the service's model
    private const int Longest = 300;

    /// <summary>Whether a text that people typed may be a GuardDuty id: letters, digits, hyphens and underscores, 300 at most.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= Longest && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>account/region/id.</summary>
    public override string ToString() => $"{Account}/{Region}/{Id}";
}
