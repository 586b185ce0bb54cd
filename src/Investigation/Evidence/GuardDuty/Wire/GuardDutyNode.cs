using System.Globalization;
using System.Text.Json;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>
/// One value of a document, or none: every question has an answer, so optional members are read without asking first. Property names are matched
/// without regard to case (EventBridge and the API write camelCase, SDK dumps PascalCase, Athena lower case); when two differ in case only, the first counts.
/// </summary>
internal readonly struct GuardDutyNode(GuardDutyDocument? document, int index)
{
    private readonly GuardDutyDocument? document = document;

    /// <summary>Whether there is a value other than null.</summary>
    public bool Exists => document is not null && Kind != JsonTokenType.Null;

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    /// <summary>Whether the value is "", which stands for null in some exports.</summary>
    public bool IsEmptyText => Kind == JsonTokenType.String && document!.Nodes[index].Length == 0;

    /// <summary>Name of the property that holds the value; empty for an item of a list.</summary>
    public string Name => document?.NameOf(index) ?? "";

    public string Path => document?.PathOf(index) ?? "";

    private JsonTokenType Kind => document is null ? JsonTokenType.None : document.Nodes[index].Kind;

    /// <summary>The member of that name; of a list, the member of its first item. None when there is no such member or it is null.</summary>
    public GuardDutyNode this[string name]
    {
        get
        {
            if (document is null) return default;
            var nodes = document.Nodes;
            var parent = index;
            if (nodes[parent].Kind == JsonTokenType.StartArray && nodes[parent].End > parent + 1) parent++;
            if (nodes[parent].Kind != JsonTokenType.StartObject) return default;
            var key = GuardDutyValue.KeyOf(name);
            var end = nodes[parent].End;
            for (var child = parent + 1; child < end; child = nodes[child].End)
            {
                if (document.IsNamed(nodes[child], name, key))
                    return nodes[child].Kind == JsonTokenType.Null ? default : new GuardDutyNode(document, child);
            }

            return default;
        }
    }

    /// <summary>All values directly inside, in their order: a list's items, an object's members.</summary>
    public IEnumerable<GuardDutyNode> Children()
    {
        if (document is null || !(IsArray || IsObject)) yield break;
        var end = document.Nodes[index].End;
        for (var child = index + 1; child < end; child = document.Nodes[child].End) yield return new GuardDutyNode(document, child);
    }

    /// <summary>The items of a list. A single value stands for a list of one, and an object with the members "0", "1" … for a list (Athena exports write both).</summary>
    public IEnumerable<GuardDutyNode> Items()
    {
        if (!Exists) return [];
        if (IsArray) return Children();
        return IsObject && this["0"].Exists ? Children() : [this];
    }

    /// <summary>Text of a string, number or boolean without U+0000; null when there is none or it is empty.</summary>
    public string? Text()
    {
        if (document is null) return null;
        ref readonly var node = ref document.Nodes[index];
        return node.Length > 0 && node.Kind is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False
            ? NullIfEmpty(document.Decode(node.Start, node.Length, node.Escaped))
            : null;
    }

    /// <summary>Texts of the items, those that are none left out.</summary>
    public IReadOnlyList<string> Texts()
    {
        if (!Exists) return [];
        var texts = new List<string>();
        foreach (var item in Items())
        {
            if (item.Text() is { } text) texts.Add(text);
        }

        return texts;
    }

    /// <summary>A number, be it written as number, as text or with a fraction; null when it is none or too large to be held.</summary>
    public decimal? Number()
    {
        if (document is null) return null;
        ref readonly var node = ref document.Nodes[index];
        return node.Kind is JsonTokenType.Number or JsonTokenType.String
            && decimal.TryParse(document.Slice(node.Start, node.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>A whole number; null when it is none.</summary>
    public long? Whole() => Number() is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    /// <summary>A port, 0 to 65535; null when it is none.</summary>
    public int? Port() => Whole() is >= 0 and <= 65535 and var port ? (int)port : null;

    /// <summary>A truth value, be it written as such or as text; null when it is none.</summary>
    public bool? Flag() => bool.TryParse(Text(), out var flag) ? flag : null;

    /// <summary>Whether the value is a JSON number rather than text.</summary>
    public bool IsNumber => Kind == JsonTokenType.Number;

    /// <summary>A time in ISO 8601 that names its zone; null when it is none.</summary>
    public DateTimeOffset? ZonedTime()
    {
        if (document is null) return null;
        ref readonly var node = ref document.Nodes[index];
        if (node.Kind != JsonTokenType.String || node.Length < 20 || document.Slice(node.Start, node.Length)[^1] != 'Z') return null;
        var reader = new Utf8JsonReader(document.Slice(node.Start - 1, node.Length + 2));
        return reader.Read() && reader.TryGetDateTimeOffset(out var time) ? time : null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
