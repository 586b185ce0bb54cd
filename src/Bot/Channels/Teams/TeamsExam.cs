using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Operations;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Asks for a token, as every message needs one. Whether the app is in a team only Teams knows, and says when something is told there.</summary>
internal sealed class TeamsExam(TeamsTokenSource tokens, TeamsOptions options, ListenOptions listen) : IChatExam
{
    public string Chat => "Teams";

    public async Task LookAsync(Notebook notes, CancellationToken cancellationToken)
    {
        switch (await tokens.GetAsync(cancellationToken))
        {
            case TeamsTokenRefused refused:
                var cut = refused.Why.LastIndexOf("; ", StringComparison.Ordinal);
                notes.Wrong("token", cut < 0 ? refused.Why : refused.Why[..cut], cut < 0 ? null : $"{char.ToUpperInvariant(refused.Why[cut + 2])}{refused.Why[(cut + 3)..]}.");
                break;
            case TeamsTokenSilent silent:
                notes.Wrong("token", $"{options.LoginUrl} does not give one: {silent.Why}", "Look at the network, the proxy and Teams:LoginUrl.");
                break;
            default:
                notes.Ok("token", $"given by {options.LoginUrl.IdnHost} for app {options.AppId}; whether the app is in a team is seen when something is said there");
                break;
        }

        if (options.IsToldFindings) notes.Ok("findings", "are told in Teams");
        else notes.Warn("findings", "are not told in Teams", "Name a channel in Teams:DefaultChannel, or in Routes.");
        if (listen.Edge is { } edge) notes.Ok("hearing", $"at {edge.TrimEnd('/')}/api/messages; whether the Azure Bot's messaging endpoint leads there cannot be seen from here");
        else notes.Warn("hearing", "nobody is heard: the edge is off", "Set Edge:Url, put TLS before it, and set the Azure Bot's messaging endpoint to https://<host>/api/messages.");
    }
}
