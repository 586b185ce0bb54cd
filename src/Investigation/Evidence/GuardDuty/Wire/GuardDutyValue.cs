using System.Text.Json;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>One value of a document: where its name and its text stand in the bytes, and which value is the first that is not inside it.</summary>
internal struct GuardDutyValue
{
    public int NameStart;
    public int NameLength;
    public int NameKey;
    public int Start;
    public int Length;
    public int End;
    public JsonTokenType Kind;
    public bool Escaped;
    public bool NameEscaped;

    /// <summary>A value of which only the name is known yet: the reader stands on it.</summary>
    public static GuardDutyValue NamedBy(ref Utf8JsonReader reader) => new()
    {
        NameStart = (int)reader.TokenStartIndex + 1,
        NameLength = reader.ValueSpan.Length,
        NameKey = reader.ValueIsEscaped ? -1 : KeyOf(reader.ValueSpan),
        NameEscaped = reader.ValueIsEscaped,
    };

    /// <summary>Length, first and last letter of a name without regard to case: tells most names apart at the price of one comparison.</summary>
    public static int KeyOf(string name) => (name.Length << 16) | ((name[0] | 0x20) << 8) | (name[^1] | 0x20);

    private static int KeyOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : (name.Length << 16) | ((name[0] | 0x20) << 8) | (name[^1] | 0x20);
}
