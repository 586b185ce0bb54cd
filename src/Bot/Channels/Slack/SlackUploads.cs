using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Uploads in Slack's three steps, and what has to be waited for afterwards: Slack looks at a file in its own time.</summary>
internal sealed class SlackUploads(SlackApi api, SlackOptions options, SlackPace pace, TimeProvider time)
{
    // Together some eight seconds; afterwards the words have to do.
    private static readonly double[] Pauses = [0.1, 0.2, 0.4, 0.7, 1, 1, 1, 1, 1.5, 1.5];

    /// <summary>Brings the bytes to Slack, where nobody sees them yet.</summary>
    /// <returns>The file's id.</returns>
    public async Task<DeliveryOutcome> UploadAsync(string name, string altText, byte[] bytes, CancellationToken cancellationToken)
    {
        const string Method = "files.getUploadURLExternal";
        List<KeyValuePair<string, string>> arguments = [new("filename", name), new("length", bytes.Length.ToString(CultureInfo.InvariantCulture))];
        if (altText.Length > 0) arguments.Add(new("alt_txt", altText));
        var answer = await api.ReadAsync(Method, arguments, cancellationToken);
        if (answer is not SlackOk ok) return Failed(Method, answer);
        if (ok.Text("file_id") is not { Length: > 0 } id || !Uri.TryCreate(ok.Text("upload_url"), UriKind.Absolute, out var url) || !IsSlack(url))
            return new NotDelivered(DeliveryFailure.Unknown, $"{Method}: the answer names no file and address");
        return await api.UploadAsync(url, bytes, cancellationToken) is var sent && sent is SlackOk ? new Delivered(id) : Failed("upload", sent);
    }

    /// <summary>Ends the upload; shared in a thread when one is named.</summary>
    /// <returns>Null when Slack says it is done.</returns>
    public async Task<NotDelivered?> CompleteAsync(string file, string title, string? channel, string? threadTs, CancellationToken cancellationToken)
    {
        const string Method = "files.completeUploadExternal";
        var arguments = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = file, ["title"] = title }) };
        if (channel is not null)
        {
            arguments["channel_id"] = channel;
            if (threadTs is not null) arguments["thread_ts"] = threadTs;
            if (await pace.TurnAsync(channel, cancellationToken) is { } later) return later;
        }

        cancellationToken.ThrowIfCancellationRequested();
        // Heard to the end even while the host stops, as a post is: it may be shared.
        var answer = await api.CallAsync(Method, arguments, CancellationToken.None);
        if (answer is SlackUnknown) cancellationToken.ThrowIfCancellationRequested();
        return answer is SlackOk ? null : Failed(Method, answer);
    }

    /// <summary>Asks for the file until it is as wished, a bounded number of times.</summary>
    /// <returns>Null when it is.</returns>
    public async Task<NotDelivered?> UntilAsync(string file, Func<JsonElement, bool> isReady, CancellationToken cancellationToken)
    {
        const string Method = "files.info";
        foreach (var pause in Pauses)
        {
            var answer = await api.ReadAsync(Method, [new("file", file)], cancellationToken);
            if (answer is SlackOk ok && ok.Body.Member("file") is { } told && isReady(told)) return null;
            // Right after the upload Slack may not know the file yet.
            if (answer is SlackRefused { Error: not ("file_not_found" or "ratelimited") }) return Failed(Method, answer);
            await Task.Delay(answer is SlackRefused { RetryAfter: { } wish } && wish.TotalSeconds < 3 ? wish : TimeSpan.FromSeconds(pause), time, cancellationToken);
        }

        return new NotDelivered(DeliveryFailure.OutcomeUnknown, $"{Method}: the file was not ready in time", SlackErrors.Settling);
    }

    /// <summary>Slack names its own hosts; anything else is not where our figures go.</summary>
    private bool IsSlack(Uri url) => url.Host == options.ApiBaseUrl.Host || (url.Scheme == Uri.UriSchemeHttps && (url.Host.EndsWith(".slack.com", StringComparison.Ordinal) || url.Host.EndsWith(".slack-gov.com", StringComparison.Ordinal)));

    /// <summary>A token that may do everything but files is a good token.</summary>
    private static NotDelivered Failed(string method, SlackAnswer answer)
    {
        var failed = SlackErrors.Of(method, answer);
        return answer is SlackRefused { Error: "missing_scope" or "no_permission" } ? failed with { Failure = DeliveryFailure.ContentRefused } : failed;
    }
}
