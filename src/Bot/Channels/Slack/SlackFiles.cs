using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Notes;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Files that come with messages: what Slack tells of them, and their bytes, which it gives to whoever shows the bot's token (docs.slack.dev/reference/objects/file-object).</summary>
internal sealed class SlackFiles(IHttpClientFactory clients, SlackOptions options) : INoteFileSource
{
    private const int MostRedirects = 2;
    private const int MostRead = 100;

    public string Vendor => SlackOptions.Vendor;

    /// <summary>The files of a message. One that lies elsewhere has a link only; of one that was deleted nothing is left.</summary>
    public static IReadOnlyList<NewFile> Told(JsonElement message) => [.. message.Items("files").Take(MostRead).Where(static file => file.Text("mode") is not ("tombstone" or "hidden_by_limit")).Select(static file => new NewFile(
        SlackWords.Read(file.Text("title") is { Length: > 0 } title ? title : file.Text("name") is { Length: > 0 } name ? name : "a file").Replace("\0", "", StringComparison.Ordinal),
        file.Text("mimetype"),
        file.Member("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) && bytes >= 0 ? bytes : null,
        Uri.TryCreate(file.Text("permalink"), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : null,
        file.Is("is_external") ? null : file.Text("url_private_download") ?? file.Text("url_private")))];

    public async Task<FileAnswer> OpenAsync(string source, CancellationToken cancellationToken)
    {
        for (var (url, redirects) = (source, 0); ; redirects++)
        {
            // Whoever is called is shown our token.
            if (SlackResponseUrl.Allowed(url, options.FileHosts) is not { } allowed) return new FileRefused($"{HostOf(url)} is none of Slack:FileHosts, so it is not shown the bot's token");
            var answer = await GetAsync(allowed, cancellationToken);
            if (answer is not FileOpened { Answer: { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } moved }) return answer;
            using (moved)
            {
                if (moved.Headers.Location is not { } next || redirects == MostRedirects) return new FileRefused($"Slack said {(int)moved.StatusCode} and sent us around");
                url = new Uri(allowed, next).AbsoluteUri;
            }
        }
    }

    private async Task<FileAnswer> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(SlackApi.Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        FileAnswer answer = (int)response.StatusCode switch
        {
            200 when IsPage(response) => new FileRefused("Slack said 200 with a page to sign in; the app may lack the scope files:read"),
            200 or (>= 300 and < 400) => new FileOpened(response),
            429 => new FileLater("Slack said 429", response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30)),
            408 or >= 500 => new FileLater($"Slack said {(int)response.StatusCode}"),
            var status => new FileRefused($"Slack said {status}"),
        };
        if (answer is not FileOpened) response.Dispose();
        return answer;
    }

    /// <summary>Who may not read a file is shown the way in. A file of the same kind cannot be told from it, and is linked.</summary>
    private static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/html";

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.IdnHost : "what it names";
}
