using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A message before a person's eyes, with what can be pressed on it.</summary>
internal abstract class TeamsSurface
{
    /// <summary>The message's id; null of an answer that was never a message.</summary>
    public abstract string? Id { get; }

    /// <summary>A copy of what was posted.</summary>
    public abstract JsonObject Json { get; }

    public virtual string Words => TeamsWords.Of(Json);

    /// <summary>The Adaptive Card; null when there is none.</summary>
    public JsonObject? Card => TeamsCards.CardOf(Json);

    /// <summary>Titles of what can be pressed, in the order they stand.</summary>
    public IReadOnlyList<string> Buttons => [.. TeamsCards.Actions(Card).Select(static action => action["title"]?.ToString() ?? "")];

    /// <summary>Ids of the card's inputs.</summary>
    public IReadOnlyList<string> Inputs => [.. TeamsCards.Inputs(Card).Select(static input => input["id"]!.ToString())];

    /// <summary>The address behind a button that opens a page.</summary>
    public string Link(string label) => Action(label)["url"]?.ToString() ?? throw new TeamsExpectation($"\"{label}\" opens no page.");

    internal abstract TeamsConversationState Conversation { get; }

    internal abstract string? Root { get; }

    /// <summary>The action of that title, or with that title's beginning or part when none has all of it.</summary>
    internal JsonObject Action(string label)
    {
        var all = TeamsCards.Actions(Card).ToList();
        return all.FirstOrDefault(action => action["title"]?.ToString() == label)
            ?? all.FirstOrDefault(action => action["title"]?.ToString().Contains(label, StringComparison.Ordinal) == true)
            ?? throw new TeamsExpectation($"There is no \"{label}\"; there are: {string.Join(", ", Buttons)}");
    }

    /// <summary>What the card's inputs hold: what was typed, else what they came with.</summary>
    internal static JsonObject Filled(JsonObject? card, IReadOnlyDictionary<string, string> typed)
    {
        var values = new JsonObject();
        foreach (var input in TeamsCards.Inputs(card))
        {
            var id = input["id"]!.ToString();
            if (typed.TryGetValue(id, out var value)) values[id] = value;
            else if (input["value"] is { } given) values[id] = given.DeepClone();
        }

        var unknown = typed.Keys.Except(TeamsCards.Inputs(card).Select(static input => input["id"]!.ToString())).ToList();
        return unknown.Count == 0 ? values : throw new TeamsExpectation($"There is no input {string.Join(", ", unknown)}.");
    }
}
