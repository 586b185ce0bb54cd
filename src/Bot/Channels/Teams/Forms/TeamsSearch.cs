using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>"Search findings": what the ledger has while somebody types, as cards to send.</summary>
internal sealed class TeamsSearch(KnownFindings findings, TeamsSight sight, AccountNames accounts) : ITeamsReflex
{
    /// <summary>Nobody types more into a search.</summary>
    private const int LongestTyped = 200;

    private const int MostShown = 25;

    public IReadOnlyList<string> Names { get; } = ["composeExtension/query"];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        if (TeamsAsker.Of(invoke) is not { } asker || asker.Value.Text("commandId") != TeamsFormIds.SearchFindings) return TeamsFormReply.Found([]);
        return await sight.WhyNotAsync(asker, "findings", cancellationToken) is { } whyNot ? TeamsFormReply.Told(whyNot) : await FindAsync(asker, cancellationToken);
    }

    private async Task<TeamsReply> FindAsync(TeamsAsker asker, CancellationToken cancellationToken)
    {
        var words = Typed(asker);
        var options = asker.Value.Member("queryOptions") ?? default;
        var skip = (int)Math.Clamp(options.Number("skip") ?? 0, 0, 100_000);
        var most = (int)Math.Clamp(options.Number("count") ?? MostShown, 1, MostShown);
        var found = await findings.OfAsync(words, skip, most, cancellationToken);
        if (found.Count == 0 && skip == 0) return TeamsFormReply.Told(words.Length == 0 ? "No findings have been received yet." : $"No finding received matches “{words}”. Try words of a title, a type, an id, an address, an instance or a role.");
        return TeamsFormReply.Found(found.Select(one => TeamsPreview.Of(one, accounts)));
    }

    /// <summary>Empty at first, when nothing was typed yet.</summary>
    private static string Typed(TeamsAsker asker)
    {
        var words = asker.Value.Items("parameters").FirstOrDefault(static parameter => parameter.Text("name") == TeamsFormIds.Words).Text("value") ?? "";
        return ChatText.Cut(words.Replace("\0", "", StringComparison.Ordinal).Trim(), LongestTyped);
    }
}
