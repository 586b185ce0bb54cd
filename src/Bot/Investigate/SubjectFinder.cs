using System.Globalization;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Finds what was asked about, in the ledger alone.</summary>
internal sealed class SubjectFinder(IFindingLookup lookup, Presence presence, IFindingFetch fetch)
{
    /// <summary>A picker offers so many at most and says how many more there are.</summary>
    public const int MostChoices = 20;

    /// <summary>Matches that are counted at most.</summary>
    private const int MostMatches = 1000;

    private static readonly TimeSpan Searched = TimeSpan.FromDays(90);

    public async Task<Found> FindAsync(Subject subject, TimeWindow? window, CancellationToken cancellationToken) => subject switch
    {
        FindingSubject finding => await FindAsync(finding, cancellationToken),
        EntitySubject entity => await FindAsync(entity.Entity, cancellationToken),
        WordsSubject words => await SearchAsync(words.Words, window, cancellationToken),
        Misread misread => new FoundNothing(misread.Why),
        _ => new FoundNothing($"Name what to investigate. {SubjectText.Examples}."),
    };

    private async Task<Found> FindAsync(FindingSubject subject, CancellationToken cancellationToken)
    {
        if (subject is { Account: { } account, Region: { } region } && await lookup.FindAsync(new FindingId(account, region, subject.Id), cancellationToken) is { } named)
            return new FoundFinding(named, await presence.IsSampleDayAsync(named.Id, cancellationToken));
        var matches = await lookup.SearchAsync(subject.Id, presence.AllTime, MostMatches, cancellationToken);
        return await OfAsync([.. matches.Where(match => Is(match.Id, subject))], null, cancellationToken)
            ?? NotReceived(subject);
    }

    /// <summary>GuardDuty may still have it, where it is asked.</summary>
    private Found NotReceived(FindingSubject subject)
    {
        if (!FindingId.IsId(subject.Id)) return new FoundNothing($"That is no id GuardDuty gives: letters, digits and hyphens, most often 32 hexadecimal digits. {SubjectText.Examples}.");
        if (fetch.Places.Any(place => subject.Region is null || place.Region == subject.Region)) return new FoundUnreceived(subject);
        var asked = fetch.Places.Count == 0 ? "" : $" GuardDuty is asked in {string.Join(", ", fetch.Places.Select(static place => place.Region).Distinct())} only: add the region to Aws:Accounts:<n>:Regions.";
        return new FoundNothing($"No finding {subject.Id} has been received{In(subject)}.{asked} Try its type, words of its title, or `ip …` of its actor.");
    }

    private static bool Is(FindingId id, FindingSubject subject) =>
        id.Id.Equals(subject.Id, StringComparison.OrdinalIgnoreCase) && (subject.Region is null || subject.Region == id.Region) && (subject.Account is null || subject.Account == id.Account);

    private static string In(FindingSubject subject) => (subject.Account, subject.Region) switch
    {
        ({ } account, { } region) => $" from account {account} in {region}",
        (null, { } region) => $" from {region}",
        _ => "",
    };

    private async Task<Found> FindAsync(EntityRef typed, CancellationToken cancellationToken)
    {
        var entities = await NamedAsync(typed, cancellationToken);
        if (entities.Count > 1)
        {
            var choices = entities.Take(MostChoices).Select(static entity => new CommandChoice($"{EntityLabel.Of(entity.Kind)} {EntityLabel.Name(entity)}", $"account {entity.Account}", $"/investigate {entity}"));
            return new FoundSeveral($"{entities.Count} accounts have {EntityLabel.Of(typed.Kind)} “{EntityLabel.Name(typed)}”. Which one?", [.. choices]);
        }

        var entity = entities is [var only] ? only : typed;
        return new FoundEntity(entity, await presence.IsSampleDayAsync(entity, cancellationToken));
    }

    /// <summary>The entities that the name may mean: with their account where it was not typed, by their name where a principal id was.</summary>
    private async Task<IReadOnlyList<EntityRef>> NamedAsync(EntityRef typed, CancellationToken cancellationToken)
    {
        var isPrincipal = typed.Kind == EntityKind.Role ? PrincipalId.RoleOf(typed.Id) is not null : typed.Kind == EntityKind.User && PrincipalId.UserOf(typed.Id) is not null;
        if (isPrincipal)
        {
            var known = await lookup.CompleteAsync(typed.Kind, "", MostMatches, cancellationToken);
            return [.. known.Where(mention => mention.DetectiveId == typed.Id).Select(static mention => mention.Entity).Distinct()];
        }

        if (typed.Account is not null) return [typed];
        var mentions = await lookup.MentionsAsync(typed.Kind, typed.Id, cancellationToken);
        return [.. mentions.Select(static mention => mention.Entity).Distinct().OrderBy(static entity => entity.Account, StringComparer.Ordinal)];
    }

    private async Task<Found> SearchAsync(string words, TimeWindow? window, CancellationToken cancellationToken)
    {
        var latest = presence.Latest;
        var searched = window ?? new TimeWindow(latest - Searched, latest.AddDays(1));
        var matches = await lookup.SearchAsync(words, searched, MostMatches, cancellationToken);
        if (matches.Count == 0 && window is null) matches = await lookup.SearchAsync(words, presence.AllTime, MostMatches, cancellationToken);
        var where = window is { } asked ? TimeWords.Interval(asked.Start, asked.End) : "the last 90 days";
        return await OfAsync(matches, window, cancellationToken) ?? new FoundNothing($"nothing matches \"{words}\" in findings of {where}. {SubjectText.Examples}.");
    }

    private async Task<Found?> OfAsync(IReadOnlyList<FindingSummary> matches, TimeWindow? window, CancellationToken cancellationToken)
    {
        if (matches.Count == 0) return null;
        if (matches.Count > 1) return Picker(matches, window);
        var finding = await lookup.FindAsync(matches[0].Id, cancellationToken);
        return finding is null ? null : new FoundFinding(finding, await presence.IsSampleDayAsync(finding.Id, cancellationToken));
    }

    private static FoundSeveral Picker(IReadOnlyList<FindingSummary> matches, TimeWindow? window)
    {
        var newest = matches.OrderByDescending(static match => match.LastSeen).ThenByDescending(static match => match.UpdatedAt).ToList();
        var more = newest.Count - MostChoices;
        var count = newest.Count == MostMatches ? $"{MostMatches} or more" : newest.Count.ToString(CultureInfo.InvariantCulture);
        var rest = more > 0 ? $" The newest {MostChoices} are shown, {more} more are not: add words or a window." : "";
        return new FoundSeveral($"{count} findings match; which one?{rest}", [.. newest.Take(MostChoices).Select(match => Choice(match, window))]);
    }

    private static CommandChoice Choice(FindingSummary match, TimeWindow? window) => new(
        match.Title,
        // the time first: it tells apart what has the same title, and a chat may cut the end
        $"{TimeWords.Interval(match.FirstSeen, match.LastSeen)} · {match.Severity} · {match.Type} · {match.Id.Account} {match.Id.Region}",
        $"/investigate {match.Id} {window}".TrimEnd());
}

/// <summary>What a question turned out to be about.</summary>
internal abstract record Found;

internal sealed record FoundFinding(Finding Finding, bool IsSampleDay) : Found;

internal sealed record FoundEntity(EntityRef Entity, bool IsSampleDay) : Found;

/// <param name="Question">Which one is meant.</param>
internal sealed record FoundSeveral(string Question, IReadOnlyList<CommandChoice> Choices) : Found;

/// <summary>A finding the ledger does not have, and GuardDuty may.</summary>
internal sealed record FoundUnreceived(FindingSubject Subject) : Found;

/// <param name="Why">What was looked for and what would work.</param>
internal sealed record FoundNothing(string Why) : Found;
