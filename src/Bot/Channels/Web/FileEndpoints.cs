using System.Globalization;
using System.Text;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Files that came with notes: anybody's, so nothing in them is believed. A picture is shown as what its first bytes say it is; everything else is handed over to be saved.</summary>
internal static class FileEndpoints
{
    private const int LongestName = 150;
    private const int LongestSign = 12;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/files/{note}/{place:int}", FindAsync);

    public static string PathOf(MessageId note, int place) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/files/{Uri.EscapeDataString(note.Value)}/{place}");

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> FindAsync(string note, int place, INoteFiles files, IFileVault vault, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(new MessageId(note), place, cancellationToken) is not { } file) return RoomProblem.Missing("There is no such file: its note has none at that place, or was deleted.");
        if (file.State != NoteFileState.Kept) return RoomProblem.Missing($"The file is not kept here{(file.Why is { } why ? $": {why}" : file.State == NoteFileState.Waiting ? ": it is being fetched" : "")}.{(file.Link is { } link ? $" Look at {link.AbsoluteUri}" : "")}");
        if (vault.Open(file.Content!) is not { } bytes) return RoomProblem.Missing("The bytes of this file are not on this host: several hosts have to share the folder files of Data:Path.");
        var sign = new byte[LongestSign];
        var picture = PictureOf(sign.AsSpan(0, await bytes.ReadAtLeastAsync(sign, sign.Length, throwOnEndOfStream: false, cancellationToken)));
        bytes.Position = 0;
        var shown = new ContentDispositionHeaderValue(picture is null ? "attachment" : "inline");
        shown.SetHttpFileName(NameOf(file.Name));
        response.Headers.ContentDisposition = shown.ToString();
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(bytes, picture ?? "application/octet-stream");
    }

    /// <summary>The media type its first bytes say; null for everything but the four kinds of picture that run nothing.</summary>
    public static string? PictureOf(ReadOnlySpan<byte> sign) => sign switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => "image/webp",
        _ => null,
    };

    /// <summary>A name and no path, without anything that cannot be seen.</summary>
    private static string NameOf(string told)
    {
        var name = new StringBuilder();
        foreach (var rune in VisibleText.Of(told).EnumerateRunes())
        {
            var isPart = rune.Value is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|';
            name.Append(isPart ? "_" : rune.ToString());
            if (name.Length >= LongestName) break;
        }

        var clean = name.ToString().Trim('.', ' ');
        return clean.Length == 0 ? "file" : clean;
    }
}
