using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The App Home of one person: what is open, what is theirs, what was closed, and how to begin. Pure.</summary>
internal static class HomeView
{
    public const int MostOpen = 15;
    public const int MostMine = 10;
    public const int MostClosed = 5;

    /// <param name="command">The slash command as the app's manifest names it.</param>
    public static JsonObject Of(SeenThreads seen, IReadOnlyList<InvestigationThread> mine, string command) => SlackBlocks.Home([.. Blocks(seen, mine, command)]);

    private static IEnumerable<JsonObject> Blocks(SeenThreads seen, IReadOnlyList<InvestigationThread> mine, string command)
    {
        yield return SlackBlocks.Actions(
            SlackBlocks.Button("Investigate …", FormIds.OpenInvestigate, style: "primary"),
            SlackBlocks.ExternalSelect(FormIds.PickFinding, "Find a finding, address, instance …"));
        if (seen.Open.Count + seen.Closed.Count + mine.Count == 0)
        {
            yield return SlackBlocks.Header("Nothing to look at yet");
            yield return SlackBlocks.Section(SlackBlocks.Plain(seen.IsKnown
                ? $"Findings open investigations by themselves in the channels they are routed to, and so does {command} in any channel this app is a member of. Begin there, or with the button above."
                : "Slack did not say which channels you are in. Open this tab again in a minute."));
        }

        foreach (var block in Section("Open investigations", seen.Open, MostOpen)) yield return block;
        if (seen is { LeftOut: > 0, IsKnown: true }) yield return SlackBlocks.Context(LeftOut(seen.LeftOut, seen.Open.Count > 0 ? "more open" : "open"));
        foreach (var block in Section("Mine", mine, MostMine)) yield return block;
        foreach (var block in Section("Recent", seen.Closed, MostClosed)) yield return block;
        yield return SlackBlocks.Divider();
        yield return SlackBlocks.Context($"Type {command} and what to look at: a finding's id, ARN or console URL, ip 198.51.100.23, instance i-…, words of a title; behind it a window such as last 6h. In a thread, mention the app: span, pivot, flow, calls, report, help. All else written there is kept as a note.");
        yield return SlackBlocks.Context("On any message, More actions offers “Investigate this” and “Add to investigation”.");
    }

    private static IEnumerable<JsonObject> Section(string title, IReadOnlyList<InvestigationThread> threads, int most)
    {
        if (threads.Count == 0) yield break;
        yield return SlackBlocks.Header(title);
        yield return SlackBlocks.RichText(SlackBlocks.Bullets(threads.Take(most).Select(static thread => SlackBlocks.Line(Runs(thread)))));
        if (threads.Count > most) yield return SlackBlocks.Context(string.Create(CultureInfo.InvariantCulture, $"{threads.Count - most} more, updated before these."));
    }

    private static IEnumerable<JsonObject> Runs(InvestigationThread thread)
    {
        if (thread.Severity is { } severity) yield return SlackBlocks.Text($"{SlackSeverity.Mark(severity)} {severity} · ");
        var title = ChatText.Cut(thread.Title, 200);
        yield return MessageLinks.Of(thread) is { } link ? SlackBlocks.Link(title, link, isBold: true) : SlackBlocks.Text(title, isBold: true);
        var facts = new List<string>();
        if (thread.Count > 1) facts.Add(string.Create(CultureInfo.InvariantCulture, $"{thread.Count:N0} occurrences"));
        facts.Add($"updated {TimeWords.Instant(thread.UpdatedAt)}");
        if (thread.State is Threads.ThreadState.Investigating or Threads.ThreadState.Snoozed or Threads.ThreadState.Closed) facts.Add(thread.State.ToString().ToLowerInvariant());
        if (thread.IsSample) facts.Add("sample data");
        yield return SlackBlocks.Text($" · {string.Join(" · ", facts)}");
    }

    private static string LeftOut(int count, string open) => count == 1
        ? $"1 {open} investigation is in a channel you are not in, or have no role in."
        : string.Create(CultureInfo.InvariantCulture, $"{count} {open} investigations are in channels you are not in, or have no role in.");
}
