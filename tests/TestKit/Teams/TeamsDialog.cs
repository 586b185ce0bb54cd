using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A dialog in front of a person.</summary>
/// <param name="task">What the bot answered: title, size and card.</param>
/// <param name="submit">Sends what was filled in, with the pressed action's own data.</param>
internal sealed class TeamsDialog(JsonObject task, Func<JsonObject, Task<TeamsReceipt>> submit)
{
    private readonly Dictionary<string, string> typed = [];

    public JsonObject Json => (JsonObject)task.DeepClone();

    public string Title => task["title"]?.ToString() ?? "";

    public JsonObject Card => task["card"]?["content"] as JsonObject ?? [];

    public string Words => $"{Title}\n{TeamsWords.OfCard(Card)}";

    public IReadOnlyList<string> Buttons => [.. TeamsCards.Actions(Card).Select(static action => action["title"]?.ToString() ?? "")];

    public IReadOnlyList<string> Inputs => [.. TeamsCards.Inputs(Card).Select(static input => input["id"]!.ToString())];

    /// <summary>Types into an input, or chooses by the words or the value of a choice.</summary>
    public TeamsDialog Fill(string id, string value)
    {
        var input = TeamsCards.Inputs(Card).FirstOrDefault(one => one["id"]!.ToString() == id) ?? throw new TeamsExpectation($"The dialog has no input {id}; it has: {string.Join(", ", Inputs)}");
        if (input["maxLength"] is { } most && value.Length > most.GetValue<int>()) throw new TeamsExpectation($"The input {id} takes {most} characters.");
        typed[id] = input["choices"] is JsonArray choices && input["isMultiSelect"]?.ToString() != "true" ? Chosen(choices, value) : value;
        return this;
    }

    /// <summary>Sends what the dialog does not offer: a client is not bound to its card.</summary>
    public TeamsDialog Forge(string id, string value)
    {
        typed[id] = value;
        return this;
    }

    private static string Chosen(JsonArray choices, string words) =>
        choices.FirstOrDefault(choice => choice!["title"]!.ToString() == words || choice["value"]!.ToString() == words)?["value"]!.ToString()
        ?? throw new TeamsExpectation($"There is no choice \"{words}\"; there are: {string.Join(", ", choices.Select(static choice => choice!["title"]))}");

    /// <summary>Presses the button of that title, or the first that submits. Teams itself refuses when a required input is empty.</summary>
    public Task<TeamsReceipt> Submit(string? label = null)
    {
        var values = TeamsSurface.Filled(Card, typed);
        if (TeamsCards.Inputs(Card).FirstOrDefault(input => input["isRequired"]?.ToString() == "true" && values[input["id"]!.ToString()]?.ToString() is null or "") is { } missing)
            throw new TeamsExpectation($"This is required: {missing["label"]} ({missing["errorMessage"]})");
        var actions = TeamsCards.Actions(Card).Where(static action => action["type"]!.ToString() is "Action.Submit" or "Action.Execute").ToList();
        var action = (label is null ? actions.FirstOrDefault() : actions.FirstOrDefault(one => one["title"]?.ToString() == label)) ?? throw new TeamsExpectation($"The dialog has no \"{label}\"; it has: {string.Join(", ", Buttons)}");
        var data = action["data"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        foreach (var (id, value) in values) data[id] = value?.DeepClone();
        return submit(data);
    }
}
