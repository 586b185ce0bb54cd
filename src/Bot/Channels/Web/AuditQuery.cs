using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>What is asked of the audit log in an address.</summary>
/// <param name="Person">As the policy names people, or a name.</param>
/// <param name="From">Inclusive; with <paramref name="To"/>, which is not, ISO 8601.</param>
/// <param name="Cursor">Of pages.</param>
/// <param name="Format">json, ndjson or csv.</param>
internal sealed record AuditQuery(string? Person, string? Verb, string? Channel, string? Subject, string? Allowed, string? From, string? To, string? Limit, string? Cursor, string? Format)
{
    private static readonly string[] Vendors = [ChannelRef.WebVendor, "slack", "teams"];

    /// <summary>The filter, or what is wrong with the address.</summary>
    public async Task<(AuditFilter? Filter, string? Wrong)> FilterAsync(IPersonDirectory people, CancellationToken cancellationToken)
    {
        if (Format is not (null or "" or "json" or "ndjson" or "csv")) return (null, $"'format' is '{Format}'; use json, ndjson or csv.");
        if (Allowed is not (null or "" or "true" or "false")) return (null, $"'allowed' is '{Allowed}'; use true or false.");
        if (Given(Verb)?.ToLowerInvariant() is { } verb && !Access.Verb.LeastRole.ContainsKey(verb) && verb != Readers.Reading) return (null, $"'verb' is '{Verb}'; use one of {string.Join(", ", Access.Verb.LeastRole.Keys)}, {Readers.Reading}.");
        var (from, wrongFrom) = Time("from", From);
        var (to, wrongTo) = Time("to", To);
        if ((wrongFrom ?? wrongTo) is { } wrong) return (null, wrong);
        return (new AuditFilter
        {
            People = Given(Person) is { } person ? await PeopleAsync(person, people, cancellationToken) : null,
            Verb = Given(Verb)?.ToLowerInvariant(),
            Channel = Given(Channel),
            Subject = Given(Subject),
            Allowed = Given(Allowed) is { } allowed ? allowed == "true" : null,
            From = from,
            To = to,
        }, null);
    }

    /// <summary>The entry before which the page begins; null for the newest. False when the cursor is none of ours.</summary>
    public bool TryCursor(out long? before)
    {
        before = null;
        if (Given(Cursor) is not { } given) return true;
        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || seq == 0) return false;
        before = seq;
        return true;
    }

    /// <summary>Everybody of that name in any chat: whoever reads an audit log wants nobody left out.</summary>
    private static async Task<IReadOnlyCollection<string>> PeopleAsync(string person, IPersonDirectory people, CancellationToken cancellationToken)
    {
        if (person.Contains(':', StringComparison.Ordinal)) return [person];
        var found = new List<string> { $"{ChannelRef.WebVendor}:{person.TrimStart('@')}" };
        foreach (var vendor in Vendors) found.AddRange((await people.FindAsync(person, new ChannelRef(vendor, "", ""), cancellationToken)).Select(static one => one.ToString()));
        return found;
    }

    private static (DateTimeOffset? At, string? Wrong) Time(string name, string? text) => Given(text) switch
    {
        null => (null, null),
        { } given when DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => (at, null),
        _ => (null, $"'{name}' is '{text}'; use a time such as 2024-08-01T11:00:00Z."),
    };

    private static string? Given(string? value) => value?.Trim() is { Length: > 0 } given ? given : null;
}
