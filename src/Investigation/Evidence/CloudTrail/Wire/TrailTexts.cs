using System.Text;
using System.Text.Json;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.CloudTrail.Wire;

/// <summary>Texts and callers seen lately, found again by their bytes: most calls of a trail repeat what others said. Holds a fixed number of them; one per reader,
/// not safe for several threads.</summary>
internal sealed class TrailTexts
{
    private const int TextSlots = 8192;
    private const int LongestText = 1024;
    private const int CallerSlots = 2048;
    private const int LongestCaller = 4096;
    private readonly string?[] texts = new string?[TextSlots];
    private readonly CallerSlot[] callers = new CallerSlot[CallerSlots];

    /// <summary>The string a reader stands on.</summary>
    /// <exception cref="InvalidOperationException">It is no valid Unicode.</exception>
    public string Of(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > LongestText) return reader.GetString()!;
        ref var slot = ref texts[CallHash.Of(reader.ValueSpan) & (TextSlots - 1)];
        return slot is not null && Ascii.Equals(reader.ValueSpan, slot) ? slot : slot = reader.GetString()!;
    }

    /// <summary>The caller of a <c>userIdentity</c>, if the same bytes came before.</summary>
    public TrailCaller? Find(ReadOnlySpan<byte> json, out ulong hash)
    {
        hash = CallHash.Of(json);
        ref var slot = ref callers[hash & (CallerSlots - 1)];
        return slot.Hash == hash && json.SequenceEqual(slot.Json.AsSpan(0, slot.Length)) ? slot.Caller : null;
    }

    /// <summary>Keeps a caller in place of another.</summary>
    public TrailCaller Keep(ReadOnlySpan<byte> json, ulong hash, TrailCaller caller)
    {
        if (json.Length > LongestCaller) return caller;
        ref var slot = ref callers[hash & (CallerSlots - 1)];
        if (slot.Json is null || slot.Json.Length < json.Length) slot.Json = new byte[(json.Length + 255) & ~255];
        json.CopyTo(slot.Json);
        (slot.Length, slot.Hash) = (json.Length, hash);
        return slot.Caller = caller;
    }

    private struct CallerSlot
    {
        public byte[]? Json;
        public int Length;
        public ulong Hash;
        public TrailCaller? Caller;
    }
}
