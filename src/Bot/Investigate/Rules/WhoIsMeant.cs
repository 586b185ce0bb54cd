using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate.Rules;

/// <summary>Whom a command is about: whoever is mentioned, else the person of that name or id.</summary>
internal sealed class WhoIsMeant(IPersonDirectory people)
{
    private const int MostShown = 8;

    /// <param name="name">As typed; not looked at when somebody is mentioned.</param>
    public async Task<(Person? Person, string? Why)> OfAsync(Asked asked, string name, CancellationToken cancellationToken)
    {
        if (asked.Mentioned is [var mentioned, ..]) return (mentioned, null);
        var typed = name.Trim().TrimStart('@').Trim();
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        var (vendor, wanted) = colon > 0 ? (typed[..colon].ToLowerInvariant(), typed[(colon + 1)..]) : (asked.Channel.Vendor, typed);
        if (wanted.Length == 0) return (null, "Name somebody: @ana, or as the policy names people, such as web:ana.");
        var found = await people.FindAsync(wanted, new ChannelRef(vendor, "", ""), cancellationToken);
        if (colon > 0) found = [.. found.Where(person => person.Id.Equals(wanted, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 1) return (found[0], null);
        if (found.Count > 1) return (null, $"Which one? {string.Join(", ", found.Take(MostShown).Select(Called))}{(found.Count > MostShown ? " and others" : "")}. Name one as in the brackets.");
        // In the room whoever gives a name is that person; elsewhere an id is one before its owner has said a word.
        if (vendor == ChannelRef.WebVendor || colon > 0) return (new Person(vendor, wanted, wanted), null);
        return (null, $"Nobody called “{VisibleText.Of(Cut(wanted, 80))}” has spoken to the bot in this chat. Mention them with @, or name them as the policy does, such as {vendor}:<id>.");
    }

    /// <summary>Names may look alike and hide things; ids do not.</summary>
    public static string Called(Person person) => Called(person.Name, person.ToString());

    public static string Called(string? name, string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        var shown = VisibleText.Of(Cut(id, 120));
        return name is not { Length: > 0 } || name == id[(colon + 1)..] ? shown : $"{VisibleText.Of(Cut(name, 60))} ({shown})";
    }

    public static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]}…";
}
