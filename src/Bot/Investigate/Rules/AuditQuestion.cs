using System.Text.RegularExpressions;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate.Rules;

/// <summary>What was typed after <c>audit</c>: a person, refused or allowed, a verb, a window, a place, in any order. Pure.</summary>
/// <param name="Filter">All but the person.</param>
/// <param name="Name">What is left and so names somebody; empty when nothing is.</param>
/// <param name="Why">What is wrong with it, and what would work; null when nothing is.</param>
internal sealed partial record AuditQuestion(AuditFilter Filter, string Name, string? Why)
{
    public const string Examples = "audit takes a person (@ana), refused or allowed, a verb, in web:security, here, and a window, all of them together if you like: audit @ana refused close last 24h";

    public static AuditQuestion Of(Asked asked, DateTimeOffset now)
    {
        var text = asked.Mentioned.Aggregate(asked.Argument, static (left, person) => Without(left, $"@{person.Name}"));
        var filter = new AuditFilter();
        if (In().Match(text) is { Success: true } place)
        {
            var name = place.Groups["place"].Value;
            filter = filter with { Channel = name.Contains(':', StringComparison.Ordinal) ? name : new ChannelRef(asked.Channel.Vendor, asked.Channel.Workspace, name.TrimStart('#')).ToString() };
            text = text.Remove(place.Index, place.Length);
        }

        // Of windows only those of two ends are understood amid other words.
        if (End().Match(text) is { Success: true } end) text = $"{text.Remove(end.Index, end.Length).Trim()} {end.Value.Trim()}";
        var cut = WindowPhrase.Cut(text.Trim(), now, null);
        if (cut.Refusal is not null) return new AuditQuestion(filter, "", cut.Refusal);
        filter = filter with { From = cut.Window?.Start, To = cut.Window?.End };
        var names = new List<string>();
        foreach (var word in cut.Rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var lower = word.ToLowerInvariant();
            if (lower is "refused" or "denied") filter = filter with { Allowed = false };
            else if (lower == "allowed") filter = filter with { Allowed = true };
            else if (lower == "here") filter = asked.Thread is { } thread ? filter with { Subject = thread.Id.Value } : filter with { Channel = asked.Channel.ToString() };
            else if (!Verb.LeastRole.ContainsKey(lower) && lower != Readers.Reading) names.Add(word);
            else if (filter.Verb is null) filter = filter with { Verb = lower };
            else return new AuditQuestion(filter, "", $"One verb at a time, and here are {filter.Verb} and {lower}. {Examples}");
        }

        return new AuditQuestion(filter, string.Join(' ', names), null);
    }

    private static string Without(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? text : text.Remove(at, words.Length);
    }

    [GeneratedRegex(@"(?<!\S)in\s+(?<place>\S+)(?!\S)", RegexOptions.IgnoreCase)]
    private static partial Regex In();

    [GeneratedRegex(@"(?<!\S)(?:last\s+(?:[0-9]+\s*[a-z]+|minute|hour|day|week)|today|yesterday|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?!\S|\s*(?:\.\.|…|–|to\s|[0-9]))", RegexOptions.IgnoreCase)]
    private static partial Regex End();
}
