using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>What the dialog shows.</summary>
/// <param name="Threads">To choose from, the newest first; at least one.</param>
/// <param name="Chosen">The one chosen beforehand; null for none.</param>
/// <param name="Seen">What can be recognised in the message.</param>
/// <param name="Opened">What of it was ticked before; as it was sent.</param>
/// <param name="Wrong">Why what was sent before was not taken; null when nothing was.</param>
internal sealed record TeamsAddDraft(TeamsShownMessage Message, IReadOnlyList<InvestigationThread> Threads, ThreadId? Chosen, IReadOnlyList<Recognized> Seen, string? Opened = null, string? Wrong = null);

/// <summary>The dialog that asks to which investigation a message is added. Pure.</summary>
internal static partial class TeamsAddView
{
    public const string Title = "Add to investigation";

    private const int LongestPreview = 600;
    private const int LongestChoice = 150;

    /// <summary>A longer list is scrolled by nobody.</summary>
    private const int MostThreads = 100;

    public static JsonObject Of(TeamsAddDraft draft)
    {
        var body = new JsonArray();
        if (draft.Wrong is { } wrong) body.Add((JsonNode)TeamsDialogs.Wrong(wrong));
        body.Add((JsonNode)Threads(draft));
        body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal(draft.Message.Text.Length > 0 ? ChatText.Cut(draft.Message.Text, LongestPreview) : "Nothing in it can be read as text.")));
        if (Offered(draft.Seen).ToList() is { Count: > 0 } offered) body.Add((JsonNode)Open(offered, draft.Opened));
        body.Add((JsonNode)TeamsElements.Text("The whole message is kept as a note, with its author, its time and a link to it.", isSubtle: true));
        return TeamsElements.Card(body, [TeamsDialogs.Submit("Add", new JsonObject { [TeamsFormIds.Message] = draft.Message.Id })]);
    }

    /// <summary>What was ticked, found again in what the message holds: what is sent back is a name for it, never the thing itself.</summary>
    public static IEnumerable<Recognized> Ticked(IReadOnlyList<Recognized> seen, string? sent)
    {
        var names = (sent ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return Offered(seen).Where(one => names.Contains(NameOf(one)));
    }

    private static JsonObject Threads(TeamsAddDraft draft)
    {
        var input = Choices(TeamsFormIds.Thread, "Investigation", draft.Threads.Take(MostThreads).Select(static thread => (Label(thread), thread.Id.Value)));
        input["style"] = "compact";
        input["isRequired"] = true;
        input["errorMessage"] = "Choose an investigation.";
        if (draft.Chosen is { } chosen && draft.Threads.Take(MostThreads).Any(thread => thread.Id == chosen)) input["value"] = chosen.Value;
        return input;
    }

    private static JsonObject Open(IReadOnlyList<Recognized> offered, string? opened)
    {
        var input = Choices(TeamsFormIds.Open, "Also look at", offered.Select(static one => ($"{one.Kind} {one.Name}", NameOf(one))));
        input["style"] = "expanded";
        input["isMultiSelect"] = true;
        if (string.Join(',', Ticked(offered, opened).Select(NameOf)) is { Length: > 0 } ticked) input["value"] = ticked;
        return input;
    }

    private static JsonObject Choices(string id, string label, IEnumerable<(string Title, string Value)> choices) => new()
    {
        ["type"] = "Input.ChoiceSet",
        ["id"] = id,
        ["label"] = label,
        ["choices"] = new JsonArray([.. choices.Select(static choice => (JsonNode)new JsonObject { ["title"] = TeamsText.Plain(choice.Title, LongestChoice), ["value"] = choice.Value })]),
    };

    private static string Label(InvestigationThread thread) =>
        $"{(thread.Severity is { } severity ? $"{severity} · " : "")}{ChatText.Cut(thread.Title, LongestChoice - 50)} · {(thread.IsSample ? "sample, " : "")}updated {TimeWords.Instant(thread.UpdatedAt)}";

    /// <summary>Titles of boxes to tick are parsed as Markdown by some clients and not by others, so that no escaping is right for both: what would need any is not offered.</summary>
    private static IEnumerable<Recognized> Offered(IReadOnlyList<Recognized> seen) => seen.Where(static one => Plain().IsMatch(one.Name));

    private static string NameOf(Recognized one) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.What)).AsSpan(0, 8));

    [GeneratedRegex(@"\A[A-Za-z0-9 .:/@=+,_-]{1,120}\z")]
    private static partial Regex Plain();
}
