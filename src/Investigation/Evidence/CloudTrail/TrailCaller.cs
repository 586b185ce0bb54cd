namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>Who made a call: CloudTrail's userIdentity, with the issuer of its session. Every part may be missing.</summary>
internal sealed record TrailCaller
{
    /// <summary>Nobody is named.</summary>
    public static readonly TrailCaller Unknown = new();

    public string? Type { get; init; }

    public string? PrincipalId { get; init; }

    public string? Arn { get; init; }

    public string? Account { get; init; }

    public string? AccessKey { get; init; }

    public string? UserName { get; init; }

    public string? IssuerType { get; init; }

    public string? IssuerArn { get; init; }

    public string? IssuerName { get; init; }

    public string? IssuerAccount { get; init; }

    /// <summary>Name of the role whose session called; null when it was no role. Part of the trail's records has no session issuer: then the session's
    /// ARN tells.</summary>
    public string? Role => IssuerType == "Role" ? IssuerName ?? Last(IssuerArn, ":role/") : Type switch
    {
        "AssumedRole" => SessionOf(Arn)?.Role,
        "Role" => Last(Arn, ":role/"),
        _ => null,
    };

    /// <summary>Account of the role or user.</summary>
    public string? PrincipalAccount => IssuerAccount ?? Account;

    /// <summary>Name of the role session; null when there is none.</summary>
    public string? Session => Role is null ? null : Rest(PrincipalId, ':') ?? SessionOf(Arn)?.Session;

    /// <summary>Name of the federated user; null when it was none.</summary>
    public string? FederatedUser => Type == "FederatedUser" ? Last(Arn, ":federated-user/") ?? Rest(PrincipalId, ':') : null;

    /// <summary>The role or user as one text, without its session: an ARN where one is known; null for services and unnamed callers.</summary>
    public string? Principal => Role is null
        ? Type == "AWSService" ? null : Arn ?? PrincipalId
        : IssuerArn ?? (Type == "Role" ? Arn : $"arn:aws:iam::{PrincipalAccount}:role/{Role}");

    private static (string Role, string Session)? SessionOf(string? arn)
    {
        const string marker = ":assumed-role/";
        var at = arn?.IndexOf(marker, StringComparison.Ordinal) ?? -1;
        if (at < 0) return null;
        var parts = arn![(at + marker.Length)..].Split('/', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }

    private static string? Last(string? arn, string marker) =>
        arn is not null && arn.Contains(marker, StringComparison.Ordinal) ? arn[(arn.LastIndexOf('/') + 1)..] : null;

    private static string? Rest(string? text, char separator) =>
        text?.IndexOf(separator, StringComparison.Ordinal) is { } at and >= 0 ? text[(at + 1)..] : null;
}
