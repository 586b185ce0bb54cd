namespace ChatOps.Bot.Threads;

/// <summary>Names that people know accounts by (Aws:Accounts:n:{Id,Alias}), shown beside their numbers.</summary>
internal sealed class AccountNames(IConfiguration configuration)
{
    private readonly Dictionary<string, string> aliases = configuration.GetSection("Aws:Accounts").GetChildren()
        .Where(static account => account["Id"] is { Length: > 0 } && account["Alias"] is { Length: > 0 })
        .GroupBy(static account => account["Id"]!, StringComparer.Ordinal)
        .ToDictionary(static same => same.Key, static same => same.First()["Alias"]!, StringComparer.Ordinal);

    /// <summary>Null for an account without a name.</summary>
    public string? AliasOf(string account) => aliases.GetValueOrDefault(account);
}
