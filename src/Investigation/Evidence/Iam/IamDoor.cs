using System.Text.RegularExpressions;
using Amazon.IdentityManagement;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.Iam;

/// <summary>The way into the IAM of the account a role or user lives in.</summary>
internal sealed partial class IamDoor(AwsClients clients)
{
    /// <summary>The client to ask, or why nobody can be asked.</summary>
    public async Task<(IamCalls? Calls, Coverage? WhyNot)> OpenAsync(EntityRef principal, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (principal.Account is not { Length: > 0 } account) return (null, NotAsked(asOf, "its account is not known; name it by its ARN, arn:aws:iam::…"));
        if (principal.Id == EntityRef.RootUser) return (null, NotAsked(asOf, "the root user is in no policy: it may do everything"));
        if (PrincipalId.RoleOf(principal.Id) is not null || PrincipalId.UserOf(principal.Id) is not null) return (null, NotAsked(asOf, "it is known by its id only, and IAM asks for the name"));
        if (!PrincipalName().IsMatch(principal.Id)) return (null, NotAsked(asOf, "its name is none that IAM allows"));
        var region = clients.Settings.Region ?? "us-east-1"; // IAM has one answer for all regions of a partition
        try
        {
            return await clients.MemberAsync(account, region, cancellationToken) is { } place
                ? (new IamCalls(clients.Iam(place), $"account {account}", cancellationToken), null)
                : (null, NotAsked(asOf, $"the program has no way into account {account}; name the account and a role there: Aws:Accounts:<n>:Id and Aws:Accounts:<n>:RoleArn"));
        }
        catch (Exception failure) when (AwsFault.Of(failure, "sts:GetCallerIdentity", "the program's own account", cancellationToken) is { } fault)
        {
            return (null, fault.ToCoverage(asOf));
        }
    }

    /// <summary>What a fault of the first call means: a name that IAM does not know is an answer.</summary>
    public static Coverage Met(AwsFault fault, EntityRef principal, DateTimeOffset asOf) => fault.Kind == AwsFaultKind.NotFound
        ? new Coverage(CoverageState.Empty, asOf, $"IAM of account {principal.Account} has no {EntityLabel.Of(principal.Kind).ToLowerInvariant()} of that name; it may have been deleted")
        : fault.ToCoverage(asOf);

    private static Coverage NotAsked(DateTimeOffset asOf, string why) => new(CoverageState.NotAsked, asOf, why);

    /// <summary>IAM API reference, RoleName and UserName.</summary>
    [GeneratedRegex(@"\A[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex PrincipalName();
}

/// <summary>Calls to one account's IAM; each gives its answer or its fault.</summary>
internal sealed class IamCalls(IAmazonIdentityManagementService iam, string place, CancellationToken cancellationToken)
{
    /// <param name="action">Name of the operation, which is also its action's.</param>
    /// <param name="call">The call.</param>
    public async Task<(T? Value, AwsFault? Fault)> AskAsync<T>(string action, Func<IAmazonIdentityManagementService, CancellationToken, Task<T>> call)
        where T : class
    {
        try
        {
            return (await call(iam, cancellationToken), null);
        }
        catch (Exception failure) when (AwsFault.Of(failure, $"iam:{action}", place, cancellationToken) is { } fault)
        {
            return (null, fault);
        }
    }
}
