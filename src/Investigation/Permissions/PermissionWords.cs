using System.Globalization;

namespace ChatOps.Investigation.Permissions;

/// <summary>What a role may do, in words. Names in it are untrusted text.</summary>
public static class PermissionWords
{
    private const int ActionsNamed = 12;

    /// <summary>What makes the role an administrator or nearly so; null when nothing does.</summary>
    public static string? Loudest(RoleGrants grants)
    {
        if (grants.IsAdministrator) return "May do everything in the account (*:*, on every resource, without condition).";
        if (grants.Allowed.FirstOrDefault(static grant => grant.IsEverything) is { } all) return $"May call everything (*:*), {Limits(all)}.";
        return grants.Allowed.FirstOrDefault(static grant => grant.Except is not null) is { } most ? $"May do everything but {Named(most.Except!)}, {Limits(most)}." : null;
    }

    /// <summary>One line for each service: "ssm: every action (ssm:*), on every resource".</summary>
    public static IReadOnlyList<string> Services(RoleGrants grants) =>
    [
        .. grants.Allowed.Where(static grant => !grant.IsEverything && grant.Except is null)
            .GroupBy(static grant => ActionPattern.ServiceOf(grant.Pattern), StringComparer.Ordinal)
            .Select(static service => Service(service.Key, [.. service])),
    ];

    /// <summary>One line for each prohibition.</summary>
    public static IReadOnlyList<string> Denials(RoleGrants grants) =>
        [.. grants.Denied.Select(static denial => denial.Except is { } except ? $"everything but {Named(except)}, {Limits(denial)}" : $"{denial.Pattern}, {Limits(denial)}")];

    /// <summary>Who may assume the role, one each: "the service ec2.amazonaws.com", "anybody (*)".</summary>
    public static IReadOnlyList<string> Trusted(PolicyDocument trust) =>
    [
        .. trust.Statements.Where(static statement => statement.Effect == PolicyEffect.Allow).SelectMany(static statement => statement.IsNotPrincipal
            ? [$"everybody but {Named([.. statement.Principals.Select(static one => one.Id)])}{If(statement.Conditions)}"]
            : statement.Principals.Select(one => Who(one) + If(statement.Conditions))).Distinct(StringComparer.Ordinal),
    ];

    private static string Service(string service, IReadOnlyList<Grant> grants)
    {
        // limits are told of what shares them: the same words once
        var told = grants.GroupBy(Limits, StringComparer.Ordinal).Select(static same => $"{Actions([.. same])}, {same.Key}");
        return $"{service}: {string.Join("; ", told)}";
    }

    private static string Actions(IReadOnlyList<Grant> grants) => grants.FirstOrDefault(static grant => ActionPattern.IsWholeService(grant.Pattern)) is { } whole
        ? $"every action ({whole.Pattern})"
        : Named([.. grants.Select(static grant => ActionPattern.NameOf(grant.Pattern))]);

    private static string Limits(Grant grant) => (grant.IsOnEverything ? "on every resource" : "on some resources") + If(grant.Conditions);

    private static string If(int conditions) => conditions switch
    {
        0 => "",
        1 => ", under 1 condition",
        _ => string.Create(CultureInfo.InvariantCulture, $", under {conditions:N0} conditions"),
    };

    private static string Named(IReadOnlyList<string> names) => names.Count <= ActionsNamed
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(ActionsNamed))} and {names.Count - ActionsNamed:N0} more");

    private static string Who(PolicyPrincipal principal) => principal switch
    {
        { Id: "*" } => "anybody (*)",
        { Kind: "Service" } => $"the service {principal.Id}",
        { Kind: "Federated" } => $"who signs in through {principal.Id}",
        { Kind: "AWS", Id: { Length: 12 } id } when id.All(char.IsAsciiDigit) => $"account {id}",
        { Kind: "AWS", Id: var id } when id.Split(':', 6) is ["arn", _, "iam", _, var account, "root"] => $"account {account}",
        _ => principal.Id,
    };
}
