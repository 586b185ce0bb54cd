using System.ComponentModel.DataAnnotations;

namespace ChatOps.Bot.Notes;

/// <summary>Section <c>Files</c>: pictures and files that come with notes.</summary>
internal sealed class FilesOptions
{
    /// <summary>Bytes of one file at most; larger ones are only linked. Default 10 MB; 0 fetches none.</summary>
    [Range(0L, 1L << 30)]
    public long Largest { get; set; } = 10_000_000;
}
