using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>Names people gave to account numbers (<c>Aws:Accounts:&lt;n&gt;:{Id,Alias}</c>), shown beside them.</summary>
internal sealed class AccountNames(IReadOnlyDictionary<string, string> aliases)
{
    public static AccountNames Of(IConfiguration configuration)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var account in configuration.GetSection("Aws:Accounts").GetChildren())
        {
            if (account["Id"] is { Length: > 0 } id && account["Alias"] is { Length: > 0 } alias) named[id] = alias;
        }

        return new AccountNames(named);
    }

    /// <summary>The same, and a name for an account nobody named.</summary>
    public AccountNames Or(string account, string alias) =>
        aliases.ContainsKey(account) ? this : new AccountNames(new Dictionary<string, string>(aliases, StringComparer.Ordinal) { [account] = alias });

    /// <summary>Null for an account without a name.</summary>
    public string? AliasOf(string account) => aliases.GetValueOrDefault(account);

    /// <summary>Such as "111122223333 (payments-prod)".</summary>
    public IEnumerable<CardRun> Runs(string account) =>
        aliases.TryGetValue(account, out var alias) ? [new Code(account), " (", new Literal(alias), ")"] : [new Code(account)];

    /// <summary>Account and region.</summary>
    public IEnumerable<CardRun> Runs(FindingId finding) => [.. Runs(finding.Account), " · ", new Code(finding.Region)];
}
