using System.IO.Compression;
using System.Text;

namespace ChatOps.Investigation.Evidence.Folder;

/// <summary>Tells what a log object is without reading it: by its key, or by its first bytes.</summary>
public static class LogGlance
{
    /// <summary>What a key tells, by the layouts AWS's services write.</summary>
    /// <param name="key">Key of the object.</param>
    /// <returns>Kind, account and region; each null where the key does not tell.</returns>
    public static (LogKind? Kind, string? Account, string? Region) OfKey(string key)
    {
        var told = LogKey.Parse(key);
        return (told.Kind, told.Account, told.Region);
    }

    /// <summary>What the first bytes tell, compressed or not.</summary>
    /// <param name="head">The object's beginning; it may be cut anywhere.</param>
    /// <returns>Null when it is no log of a known kind.</returns>
    public static LogKind? OfHead(ReadOnlySpan<byte> head)
    {
        var text = new byte[8 * 1024];
        var length = 0;
        try
        {
            using Stream stream = head is [0x1f, 0x8b, ..] ? new GZipStream(new MemoryStream(head.ToArray()), CompressionMode.Decompress) : new MemoryStream(head.ToArray());
            int read;
            while (length < text.Length && (read = stream.Read(text, length, text.Length - length)) > 0) length += read;
        }
        catch (InvalidDataException)
        {
            // cut off, or damaged; what came before may tell
        }

        return LogSniffer.KindOf(Encoding.UTF8.GetString(text, 0, length).TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
    }
}
