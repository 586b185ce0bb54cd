using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Somebody put a link to the AWS console into a message: what the ledger knows of its target is shown below. Of all else nothing is said, not even that it is unknown.</summary>
internal sealed class TeamsUnfurl(KnownLinks links, TeamsSight sight, AccountNames accounts) : ITeamsReflex
{
    private const int LongestLink = 8000;

    private static TeamsReply Unknown => TeamsFormReply.Found([]);

    public IReadOnlyList<string> Names { get; } = ["composeExtension/queryLink"];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        if (TeamsAsker.Of(invoke) is not { } asker || asker.Value.Text("url") is not { Length: <= LongestLink } url || await sight.WhyNotAsync(asker, "a link", cancellationToken) is not null) return Unknown;
        return await links.OfAsync(url, cancellationToken) is { } known ? TeamsFormReply.Found([TeamsPreview.Of(known, accounts)]) : Unknown;
    }
}
