using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>What may be meant by what has been typed so far; each completion replaces the whole text.</summary>
internal sealed class Completions(IFindingLookup lookup, Presence presence)
{
    private const int Most = 8;

    private static readonly (string Verb, string Detail)[] Verbs =
    [
        (Verb.Investigate, "a finding, an address, an instance, a role …"),
        (Verb.Pivot, "entities that can be followed"),
        (Verb.Span, "first and last observed, by every source"),
        (Verb.Findings, "associated findings"),
        (Verb.Flow, "traffic per hour, spikes, distinct addresses and ports"),
        (Verb.Activity, "a window's traffic by address and port"),
        (Verb.Calls, "API calls per hour, and who called what"),
        (Verb.New, "what was not seen before"),
        (Verb.Interaction, "who and what it dealt with"),
        (Verb.Addresses, "addresses it used"),
        (Verb.Kubernetes, "Kubernetes calls"),
        (Verb.Permissions, "what a role may do, and what of it was used"),
        (Verb.Interval, "the thread's interval: a window, or reset"),
        (Verb.Report, "the after-action report"),
        (Verb.Help, "what can be asked"),
    ];

    private static readonly (string Word, EntityKind Kind)[] Kinds =
    [
        ("ip", EntityKind.IpAddress),
        ("instance", EntityKind.Ec2Instance),
        ("role", EntityKind.Role),
        ("user", EntityKind.User),
        ("bucket", EntityKind.Bucket),
    ];

    public async Task<IReadOnlyList<Completion>> OfAsync(string text, bool inThread, CancellationToken cancellationToken)
    {
        var typed = text.TrimStart();
        var lead = inThread && typed.StartsWith('@') ? "@bot " : "/";
        var rest = typed.StartsWith('@') ? After(typed) : typed.TrimStart('/');
        if (rest is null) return inThread ? OfVerbs("@bot ", "", true) : [];
        if (After(rest) is not { } argument) return OfVerbs(lead, rest, inThread);
        var verb = rest.Split(' ')[0].ToLowerInvariant();
        return verb is Verb.Investigate or Verb.Pivot or Verb.Span or Verb.Findings || EvidenceReach.Verbs.Contains(verb) ? await OfSubjectsAsync($"{lead}{verb} ", argument, cancellationToken) : [];
    }

    private static List<Completion> OfVerbs(string lead, string begun, bool inThread) =>
        [.. Verbs.Where(verb => (inThread || verb.Verb is Verb.Investigate or Verb.Help) && verb.Verb.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(verb => new Completion($"{lead}{verb.Verb} ", verb.Verb, verb.Detail))];

    private async Task<IReadOnlyList<Completion>> OfSubjectsAsync(string lead, string argument, CancellationToken cancellationToken)
    {
        var word = argument.Split(' ')[0];
        if (After(argument) is { } begun && Kinds.FirstOrDefault(kind => kind.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } named)
            return [.. (await lookup.CompleteAsync(named.Kind, begun.Trim(), Most, cancellationToken)).Select(mention => Of(lead, mention))];
        List<Completion> found = [.. Kinds.Where(kind => kind.Word.StartsWith(argument, StringComparison.OrdinalIgnoreCase))
            .Select(kind => new Completion($"{lead}{kind.Word} ", kind.Word, EntityLabel.Of(kind.Kind)))];
        if (argument.Length > 0) found.AddRange((await lookup.CompleteAsync(null, argument, Most, cancellationToken)).Where(static mention => Kinds.Any(kind => kind.Kind == mention.Entity.Kind)).Select(mention => Of(lead, mention)));
        var findings = await lookup.SearchAsync(argument, presence.AllTime, Most, cancellationToken);
        found.AddRange(findings.Select(finding => new Completion($"{lead}{finding.Id.Id}", finding.Title, $"{TimeWords.Interval(finding.FirstSeen, finding.LastSeen)} · {finding.Severity} · {finding.Type}")));
        return found;
    }

    private static Completion Of(string lead, EntityMention mention)
    {
        var kind = Kinds.First(kind => kind.Kind == mention.Entity.Kind);
        var name = mention.Entity.Account is { } account ? $"{account}/{mention.Entity.Id}" : mention.Entity.Id;
        return new Completion($"{lead}{kind.Word} {name}", $"{kind.Word} {EntityLabel.Name(mention.Entity)}", $"last seen {TimeWords.Instant(mention.LastSeen)}");
    }

    /// <summary>What follows the first word; null while that word is still being typed.</summary>
    private static string? After(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? null : text[(space + 1)..].TrimStart();
    }
}
