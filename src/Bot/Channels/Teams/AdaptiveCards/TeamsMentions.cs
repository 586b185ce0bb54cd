using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Whom a card calls: each person stands in its text between two marks, and in its entities with their id, or Teams shows the marks (learn.microsoft.com, "Mentions support within Adaptive Cards").
/// Only somebody whom Teams knows, by an id that can be nothing else. Names are theirs to choose, so of a name only letters, digits and spaces are used there.</summary>
internal sealed partial class TeamsMentions
{
    private const int LongestName = 60;

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Null for somebody from another chat, and for what is no person's id: then the name stands as any other text.</summary>
    public static string? IdOf(CardRun run) => run is Someone { Vendor: TeamsOptions.Vendor } someone && IsPerson(someone.Id) ? someone.Id : null;

    public static bool AreIn(IEnumerable<CardRun> runs) => runs.Any(static run => IdOf(run) is not null);

    /// <summary>The marks for a text that Teams parses.</summary>
    public string Of(Someone someone, string id)
    {
        if (!names.TryGetValue(id, out var name))
        {
            var plain = Plain(someone.Name);
            name = plain;
            // two people of one name: the text of a mention says which entity it is
            for (var number = 2; names.ContainsValue(name); number++) name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{plain} {number}");
            names.Add(id, name);
        }

        return Marked(name);
    }

    /// <summary>What goes into the card's own properties; empty when nobody is called.</summary>
    public JsonArray Entities() =>
    [
        .. names.Select(static one => (JsonNode)new JsonObject
        {
            ["type"] = "mention",
            ["text"] = Marked(one.Value),
            ["mentioned"] = new JsonObject { ["id"] = one.Key, ["name"] = one.Value },
        }),
    ];

    private static string Marked(string name) => $"<at>{name}</at>";

    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Take(LongestName))
        {
            if (char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().Trim() is { Length: > 0 } words ? words : "somebody";
    }

    /// <summary>As Entra ID writes it, or as Teams calls a person to this bot.</summary>
    public static bool IsPerson(string id) => PersonId().IsMatch(id);

    [GeneratedRegex(@"\A(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|29:[A-Za-z0-9_-]{1,200})\z")]
    private static partial Regex PersonId();
}
