using Amazon.SecurityToken.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>The way into an account: the program's own credentials, or a role.</summary>
internal static class AccountCheck
{
    public static async Task LookAsync(AwsAccount account, string own, AwsClients clients, Notebook notes, CancellationToken cancellationToken)
    {
        if (account.RoleArn is not { } role)
        {
            if (account.Id is not null && account.Id != own)
                notes.Wrong("way in", $"none: the program's credentials are of account {own}", "Set the account's RoleArn (deploy/aws/member-role.yaml makes the role), or use credentials of that account.");
            else notes.Ok("way in", "the program's own credentials");
            return;
        }

        if (account.Id is not null && !role.Contains($"::{account.Id}:", StringComparison.Ordinal))
        {
            notes.Wrong("role", $"{role} is of another account", $"Set RoleArn to a role of {account.Id}, or correct the account's Id.");
            return;
        }

        var request = new AssumeRoleRequest { RoleArn = role, ExternalId = account.ExternalId, RoleSessionName = "chatops-doctor", DurationSeconds = 900 };
        var asked = await AwsAsking.AskAsync("sts:AssumeRole", account.ToString(), token => clients.Sts().AssumeRoleAsync(request, token), cancellationToken);
        if (asked.Is(out _, out var fault)) notes.Ok("role", $"{role} can be assumed{(account.ExternalId is null ? ", no external id is sent" : " with the external id")}");
        else notes.Fault("role", fault, RemarkLevel.Wrong, fault.Kind == AwsFaultKind.Denied ? Repair(role, account.ExternalId is not null, own) : null);
    }

    /// <summary>AWS does not say which of the three it is.</summary>
    private static string Repair(string role, bool hasExternalId, string own) =>
        $"AWS does not say why. Look whether {role} exists and its trust policy names the program's role of account {own}; whether sts:ExternalId in it is {(hasExternalId ? "the ExternalId configured here" : "asked for, since no ExternalId is configured here")}; and whether the program's policy allows sts:AssumeRole on it. doctor --policy prints both.";
}
