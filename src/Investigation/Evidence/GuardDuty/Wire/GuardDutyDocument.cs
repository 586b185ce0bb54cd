using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>
/// A JSON document as a flat list of nodes, made in one pass and read by property name without regard to case. Bounded in every direction, so that
/// a hostile document is refused instead of exhausting the host; text is decoded only when asked for.
/// </summary>
internal sealed class GuardDutyDocument
{
    /// <summary>An EventBridge event is at most 1 MB; the API's answers hold up to 50 findings, taken apart before they come here.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>A finding nests some twelve levels deep.</summary>
    public const int MaxDepth = 64;

    private const int MaxNodes = 100_000;
    private const int MaxMembers = 500;

    private readonly byte[] json;
    private readonly string pathPrefix;
    private GuardDutyValue[] nodes;
    private int count;

    private GuardDutyDocument(byte[] json, string pathPrefix)
    {
        this.json = json;
        this.pathPrefix = pathPrefix;
        nodes = new GuardDutyValue[(json.Length / 20) + 16];
    }

    /// <summary>The whole document.</summary>
    public GuardDutyNode Root => new(this, 0);

    public ReadOnlySpan<GuardDutyValue> Nodes => nodes.AsSpan(0, count);

    /// <summary>Reads a document.</summary>
    /// <returns>The document, or null and why it was refused.</returns>
    public static GuardDutyDocument? Read(ReadOnlySpan<byte> json, string pathPrefix, out FindingRefused? refused)
    {
        if (json.Length > MaxBytes)
        {
            refused = new FindingRefused(pathPrefix, $"is {json.Length} bytes long; a finding of at most {MaxBytes} bytes is read");
            return null;
        }

        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        if (!Utf8.IsValid(json))
        {
            refused = new FindingRefused(pathPrefix, "is not valid UTF-8; send the finding as JSON in UTF-8");
            return null;
        }

        var document = new GuardDutyDocument(json.ToArray(), pathPrefix);
        HalfSurrogates.Mend(document.json);
        try
        {
            refused = document.Fill();
        }
        catch (JsonException broken)
        {
            refused = new FindingRefused(pathPrefix, FormattableString.Invariant(
                $"is not JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}); send the finding as one JSON object"));
        }

        return refused is null ? document : null;
    }

    public string Decode(int start, int length, bool escaped)
    {
        string text;
        if (escaped)
        {
            // a token of its own, quotes included: the framework has no other public way to unescape
            var reader = new Utf8JsonReader(json.AsSpan(start - 1, length + 2));
            reader.Read();
            text = reader.GetString()!;
        }
        else
        {
            text = Encoding.UTF8.GetString(json, start, length);
        }

        // stores refuse U+0000
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
    }

    public ReadOnlySpan<byte> Slice(int start, int length) => json.AsSpan(start, length);

    /// <summary>Where the node stands, such as <c>$.service.action.portProbeAction.portProbeDetails[2].localPortDetails</c>.</summary>
    public string PathOf(int index)
    {
        var path = new StringBuilder(pathPrefix);
        for (var at = 0; at != index;)
        {
            var (child, position) = (at + 1, 0);
            while (nodes[child].End <= index)
            {
                child = nodes[child].End;
                position++;
            }

            if (nodes[at].Kind == JsonTokenType.StartArray) path.Append('[').Append(position).Append(']');
            else path.Append('.').Append(NameOf(child));
            at = child;
        }

        return path.ToString();
    }

    public string NameOf(int index)
    {
        ref readonly var node = ref nodes[index];
        return node.NameLength == 0 ? "" : Decode(node.NameStart, node.NameLength, node.NameEscaped);
    }

    /// <summary>Whether the node's property name is the one given, without regard to case.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The name, in ASCII.</param>
    /// <param name="nameKey">Its <see cref="GuardDutyValue.KeyOf(string)"/>.</param>
    public bool IsNamed(in GuardDutyValue node, string name, int nameKey) =>
        node.NameKey == nameKey
            ? Ascii.EqualsIgnoreCase(json.AsSpan(node.NameStart, node.NameLength), name)
            : node.NameEscaped && string.Equals(Decode(node.NameStart, node.NameLength, true), name, StringComparison.OrdinalIgnoreCase);

    private FindingRefused? Fill()
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        var open = new Stack<int>();
        var name = default(GuardDutyValue);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = GuardDutyValue.NamedBy(ref reader);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var closed = open.Pop();
                    nodes[closed].End = count;
                    if (reader.TokenType == JsonTokenType.EndObject && CheckMembers(closed) is { } refused) return refused;
                    break;
                default:
                    if (count >= MaxNodes) return new FindingRefused(pathPrefix, $"holds more than {MaxNodes} values; a finding holds some hundreds");
                    Add(name, ref reader);
                    name = default;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open.Push(count - 1);
                    break;
            }

            if (open.Count > MaxDepth) return new FindingRefused(pathPrefix, $"is nested deeper than {MaxDepth} levels");
        }

        return null;
    }

    private void Add(GuardDutyValue node, ref Utf8JsonReader reader)
    {
        if (count == nodes.Length) Array.Resize(ref nodes, count * 2);
        node.Kind = reader.TokenType;
        node.Start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
        node.Length = reader.ValueSpan.Length;
        node.Escaped = reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped;
        node.End = count + 1;
        nodes[count++] = node;
    }

    private FindingRefused? CheckMembers(int parent)
    {
        var members = 0;
        for (var right = parent + 1; right < count; right = nodes[right].End)
        {
            if (++members > MaxMembers) return new FindingRefused(pathPrefix, $"holds an object of more than {MaxMembers} members");
            for (var left = parent + 1; left < right; left = nodes[left].End)
            {
                if (SameName(nodes[left], nodes[right]))
                    return new FindingRefused(pathPrefix, $"holds the property \"{Shortened(NameOf(right))}\" twice in one object; which of them counts cannot be told");
            }
        }

        return null;
    }

    private bool SameName(in GuardDutyValue left, in GuardDutyValue right) =>
        left.NameEscaped || right.NameEscaped
            ? Decode(left.NameStart, left.NameLength, left.NameEscaped) == Decode(right.NameStart, right.NameLength, right.NameEscaped)
            : left.NameKey == right.NameKey && Slice(left.NameStart, left.NameLength).SequenceEqual(Slice(right.NameStart, right.NameLength));

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
