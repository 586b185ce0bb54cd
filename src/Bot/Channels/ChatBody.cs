namespace ChatOps.Bot.Channels;

/// <summary>Reads what a chat posts to us or answers, whole and no further than it may be long.</summary>
internal static class ChatBody
{
    /// <summary>What was posted; null when there is more than may be.</summary>
    /// <param name="most">Bytes.</param>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) return null;
        var body = new byte[request.ContentLength is { } said ? (int)said : 16 * 1024];
        var length = 0;
        while (true)
        {
            // One byte more than was said is never there: a body of the length it said needs no copy.
            if (length == body.Length && request.ContentLength is not null) return body;
            if (length == body.Length) Array.Resize(ref body, Math.Min(2 * length, most + 1));
            var read = await request.Body.ReadAsync(body.AsMemory(length), cancellationToken);
            if (read == 0) return body[..length];
            length += read;
            if (length > most) return null;
        }
    }

    /// <summary>What was answered; null when there is more than may be.</summary>
    /// <param name="most">Bytes.</param>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (kept.Length + read > most) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
