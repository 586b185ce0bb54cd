using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Investigation.Entities;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>What a <see cref="CaseFilter"/> asks of table case_file as c, with table finding as f beside it.</summary>
internal static class CaseConditions
{
    /// <summary>In which <see cref="CaseStanding"/> a case is; wants @asleep.</summary>
    public const string Standing = "CASE WHEN c.snoozed = @asleep AND c.state <> 'closed' THEN 'snoozed' ELSE c.state END";

    private const int AccountLength = 12;

    /// <summary>Kinds of entities that are unique only in their account: what stands before the account in their stored form.</summary>
    private static readonly IReadOnlyList<string> Kinds = [.. Enum.GetNames<EntityKind>()];

    /// <summary>The conditions with their arguments, without standing and cursor.</summary>
    public static (string Sql, DynamicParameters Arguments) Of(CaseFilter filter)
    {
        var arguments = new DynamicParameters(new { asleep = true });
        var all = new List<string> { "1 = 1" };
        if (filter.ChangedSince is { } since) all.Add(With(arguments, "since", since, "c.changed_at >= @since"));
        if (filter.LeastSeverity is { } least) all.Add(With(arguments, "least", least.Value, "c.severity >= @least"));
        if (filter.AssignedTo is { } who) all.Add(AssignedTo(who, arguments));
        if (filter.Account is { } account) all.Add(InAccount(account, arguments));
        if (filter.Entity is { } entity) all.Add(About(entity, arguments));
        var words = string.Join(" AND ", filter.Words.Select((word, n) => Says(word, n, arguments)));
        if (filter.Number is { } number) words = With(arguments, "number", number.Value, words.Length == 0 ? "c.number = @number" : $"(c.number = @number OR ({words}))");
        if (words.Length > 0) all.Add(words);
        return (string.Join(" AND ", all), arguments);
    }

    /// <summary>By the name it was assigned under, or the one the person has now. Databases know the small letters of A to Z alone: the directory of people knows the others.</summary>
    private static string AssignedTo(string who, DynamicParameters arguments)
    {
        arguments.Add("whoKey", PersonKey.Of(who));
        return With(arguments, "who", StoredValues.Lower(who), """
            (lower(c.assignee_name) = @who OR lower(c.assignee_id) = @who OR EXISTS (SELECT 1 FROM person p
                WHERE p.vendor = c.assignee_vendor AND p.person_id = c.assignee_id AND (p.name_key = @whoKey OR p.id_key = @whoKey)))
            """);
    }

    private static string Says(string word, int n, DynamicParameters arguments)
    {
        arguments.Add($"folded{n}", $"%{Escaped(FindingRow.Fold(word))}%");
        var places = new[] { "lower(c.title)", "lower(c.entity)", "lower(c.assignee_name)" };
        return With(arguments, $"word{n}", $"%{Escaped(StoredValues.Lower(word))}%", $"(f.words LIKE @folded{n} ESCAPE '\\' OR {string.Join(" OR ", places.Select(place => $"{place} LIKE @word{n} ESCAPE '\\'"))})");
    }

    /// <summary>Cases in one of these standings. The words are ours; they stand in the text so that the index of cases that are not closed can be used.</summary>
    public static string In(IReadOnlyCollection<CaseStanding> standings)
    {
        if (standings.Count == 0) return "1 = 1";
        var words = string.Join(", ", standings.Select(static each => $"'{StoredValues.Word(each)}'"));
        return $"{Standing} IN ({words}){(standings.Contains(CaseStanding.Closed) ? "" : " AND c.state <> 'closed'")}";
    }

    private static string InAccount(string account, DynamicParameters arguments)
    {
        arguments.Add("accountEntity", new EntityRef(EntityKind.Account, account).ToString());
        arguments.Add("inAccount", $"{account}/");
        // The stored form of an entity that lives in an account is kind:account/id.
        var inside = Kinds.Select(static kind => $"(c.entity LIKE '{kind}:%' AND substr(c.entity, {kind.Length + 2}, {AccountLength + 1}) = @inAccount)");
        return With(arguments, "account", account, $"(c.finding_account = @account OR c.entity = @accountEntity OR (c.entity IS NOT NULL AND ({string.Join(" OR ", inside)})))");
    }

    private static string About(EntityRef entity, DynamicParameters arguments)
    {
        var kind = entity.Kind.ToString();
        arguments.Add("kind", StoredValues.Word(entity.Kind));
        arguments.Add("key", StoredValues.Key(entity.Id));
        arguments.Add("owner", entity.Account ?? "");
        arguments.Add("stored", StoredValues.Key(entity.ToString()));
        // Without an account the same id in any: what follows kind, colon and account.
        arguments.Add("inAny", $"/{entity.Id}");
        var inAny = entity.Account is null ? $" OR (c.entity LIKE '{kind}:%' AND substr(c.entity, {kind.Length + 2 + AccountLength}) = @inAny)" : "";
        return $"""
            (c.entity_key = @stored{inAny} OR EXISTS (SELECT 1 FROM finding_entity e
                WHERE e.kind = @kind AND e.entity_key = @key AND (@owner = '' OR e.entity_account = @owner)
                    AND e.account = c.finding_account AND e.region = c.finding_region AND e.finding_id = c.finding_id))
            """;
    }

    private static string With(DynamicParameters arguments, string name, object value, string condition)
    {
        arguments.Add(name, value);
        return condition;
    }

    /// <summary>The word as LIKE takes it literally.</summary>
    private static string Escaped(string word) => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
