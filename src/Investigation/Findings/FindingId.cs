namespace ChatOps.Investigation.Findings;

/// <summary>What identifies one GuardDuty finding: ids are unique within an account and a region only.</summary>
/// <param name="Account">Twelve-digit account number.</param>
/// <param name="Region">AWS region, such as us-east-1.</param>
/// <param name="Id">GuardDuty's id, usually 32 hexadecimal characters.</param>
public readonly record struct FindingId(string Account, string Region, string Id)
{
    /// <summary>account/region/id.</summary>
    public override string ToString() => $"{Account}/{Region}/{Id}";
}
