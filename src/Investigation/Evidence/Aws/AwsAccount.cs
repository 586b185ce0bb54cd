using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>An account the program may ask, and how it gets in.</summary>
/// <param name="Id">Twelve-digit number; null for the account of the program's own credentials where nobody named it.</param>
/// <param name="Regions">Regions in which GuardDuty and Detective are asked; empty for an account that is only asked about its roles and instances.</param>
/// <param name="RoleArn">Role to assume; null to use the program's own credentials.</param>
/// <param name="ExternalId">External id the role's trust policy asks for; null when it asks for none.</param>
public sealed record AwsAccount(string? Id, IReadOnlyList<string> Regions, string? RoleArn = null, string? ExternalId = null)
{
    /// <summary>The account of the program's own credentials.</summary>
    /// <param name="regions">Regions in which GuardDuty and Detective are asked.</param>
    public static AwsAccount Own(params IReadOnlyList<string> regions) => new(null, regions);

    /// <summary>The number, or that it is the program's own.</summary>
    public override string ToString() => Id ?? "the program's own account";
}

/// <summary>One account in one region: what a regional service is asked in.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region, such as us-east-1.</param>
public sealed partial record AwsPlace(AwsAccount Account, string Region)
{
    /// <summary>Whether the text looks like a region name: us-east-1, us-gov-west-1, eusc-de-east-1.</summary>
    public static bool IsRegion(string? text) => text is not null && RegionName().IsMatch(text);

    /// <summary>Such as "111122223333 us-east-1".</summary>
    public override string ToString() => $"{Account} {Region}";

    [GeneratedRegex(@"\A[a-z]{2,4}(-[a-z]{2,12}){1,2}-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();
}
