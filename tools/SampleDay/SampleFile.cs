using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.SampleDay;

/// <summary>One file of the sample: its path below the sample's folder, with slashes, and its text. A path ending in .gz is compressed when written.</summary>
internal sealed record SampleFile(string Path, string Text)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true, NewLine = "\n" };

    public bool IsCompressed => Path.EndsWith(".gz", StringComparison.Ordinal);

    public byte[] Content => Encoding.UTF8.GetBytes(Text);

    /// <summary>JSON on one line, with characters such as <c>&amp;</c> as they are.</summary>
    public static string OneLine(JsonNode json) => json.ToJsonString(Plain);

    public static string ManyLines(JsonNode json) => json.ToJsonString(Indented) + "\n";
}
