using System.Net.Http.Headers;
using System.Text.Json;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Notes;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Files that come with messages. Those of a team lie in SharePoint, which asks people who they are and bots for Graph: they are linked. Pictures in the text answer to the bot's token at the connector, and to nobody else.</summary>
internal sealed class TeamsFiles(IHttpClientFactory clients, TeamsTokenSource tokens, TeamsOptions options) : INoteFileSource
{
    /// <summary>A file sent to us alone. Its download address needs no sign-in, so that it is nobody's to keep.</summary>
    private const string Download = "application/vnd.microsoft.teams.file.download.info";

    private const int MostRead = 100;
    private const int LongestAddress = 2000;

    public string Vendor => TeamsOptions.Vendor;

    /// <summary>The files of a message. Beside them Teams attaches the text once more as HTML, cards, and what a message quotes.</summary>
    public static IReadOnlyList<NewFile> Told(JsonElement message) => [.. message.Items("attachments").Where(IsFile).Take(MostRead).Select(static file =>
    {
        var url = Uri.TryCreate(file.Text("contentUrl"), UriKind.Absolute, out var parsed) && parsed.OriginalString.Length <= LongestAddress ? parsed : null;
        var isInline = url is not null && url.AbsolutePath.Contains("/v3/attachments/", StringComparison.OrdinalIgnoreCase);
        return new NewFile(
            Name(file),
            file.Text("contentType") is { } type && type.Contains('/', StringComparison.Ordinal) && type != Download ? type : null,
            null,
            !isInline && url?.Scheme == Uri.UriSchemeHttps ? url : null,
            isInline ? url!.AbsoluteUri : null);
    })];

    public async Task<FileAnswer> OpenAsync(string source, CancellationToken cancellationToken)
    {
        // Whoever is called is shown our token.
        if (!Uri.TryCreate(source, UriKind.Absolute, out var url) || !options.MayCall(url)) return new FileRefused($"{url?.IdnHost ?? "what it names"} is none of Teams:AllowedServiceHosts, so it is not shown the bot's token");
        for (var isAgain = false; ; isAgain = true)
        {
            var token = await tokens.GetAsync(cancellationToken);
            if (token is not TeamsTokenGiven given) return new FileLater($"no token: {(token is TeamsTokenRefused refused ? refused.Why : ((TeamsTokenSilent)token).Why)}");
            var response = await GetAsync(url, given, cancellationToken);
            if ((int)response.StatusCode == 200) return new FileOpened(response);
            using (response)
            {
                if ((int)response.StatusCode == 401 && !isAgain)
                {
                    tokens.Drop(given);
                    continue;
                }

                return Said(response);
            }
        }
    }

    private static FileAnswer Said(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        429 => new FileLater("Teams said 429", response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30)),
        408 or 412 or >= 500 => new FileLater($"Teams said {(int)response.StatusCode}"),
        >= 300 and < 400 => new FileRefused($"Teams said {(int)response.StatusCode} and sent us elsewhere"),
        var status => new FileRefused($"Teams said {status}"),
    };

    private async Task<HttpResponseMessage> GetAsync(Uri url, TeamsTokenGiven token, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(TeamsConnector.Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Bearer);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static bool IsFile(JsonElement attachment) =>
        attachment.Text("contentType") is { } type && type != "text/html" && type != "messageReference" && type != "forwardedMessageReference"
        && (type == Download || !type.StartsWith("application/vnd.microsoft.", StringComparison.OrdinalIgnoreCase));

    private static string Name(JsonElement file) => file.Text("name")?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } name ? name
        : file.Text("contentType")!.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? "a picture" : "a file";
}
