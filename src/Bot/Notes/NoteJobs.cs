using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Names and payloads of the jobs that concern files of notes. The names are stored: they never change.</summary>
internal static class NoteJobs
{
    /// <summary>Fetches a file.</summary>
    public const string FetchFile = "fetch-file";

    /// <summary>Removes the bytes of a file when no note has them any more.</summary>
    public const string DropFile = "drop-file";

    /// <summary>All in one lane: no file is dropped while another one brings the same bytes.</summary>
    private const string Lane = "files";

    public static Job Fetch(MessageId note, string source) =>
        new(Lane, note.Value, FetchFile, JsonSerializer.Serialize(new FetchFilePayload(note.Value, source), NoteJobsJson.Default.FetchFilePayload), JobPriority.Background);

    public static Job Drop(string content) =>
        new(Lane, content, DropFile, JsonSerializer.Serialize(new DropFilePayload(content), NoteJobsJson.Default.DropFilePayload), JobPriority.Background);
}

/// <summary>Payload of <see cref="NoteJobs.FetchFile"/>.</summary>
internal sealed record FetchFilePayload(string Note, string Source);

/// <summary>Payload of <see cref="NoteJobs.DropFile"/>.</summary>
internal sealed record DropFilePayload(string Content);

[JsonSerializable(typeof(FetchFilePayload))]
[JsonSerializable(typeof(DropFilePayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class NoteJobsJson : JsonSerializerContext;
