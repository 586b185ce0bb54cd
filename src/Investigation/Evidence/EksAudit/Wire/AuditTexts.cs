using System.Text;
using System.Text.Json;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.EksAudit.Wire;

/// <summary>Texts of events, the recent ones once each: subjects, verbs and agents are the same in event after event. Not safe for several threads.</summary>
internal sealed class AuditTexts
{
    private const int Slots = 2048;
    private const int LongestKept = 256;
    private readonly (ulong Hash, string Text)[] recent = new (ulong, string)[Slots];

    /// <summary>The text the reader stands on, whatever bytes it holds.</summary>
    public string Of(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence) return Unescaped(ref reader);
        var bytes = reader.ValueSpan;
        if (bytes.Length > LongestKept) return Encoding.UTF8.GetString(bytes);
        var hash = CallHash.Of(bytes);
        ref var slot = ref recent[hash % Slots];
        if (slot.Hash != hash || slot.Text is null || Encoding.UTF8.GetByteCount(slot.Text) != bytes.Length) slot = (hash, Encoding.UTF8.GetString(bytes));
        return slot.Text;
    }

    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan); // half a surrogate, or bytes that are no UTF-8: the event still counts
        }
    }
}
