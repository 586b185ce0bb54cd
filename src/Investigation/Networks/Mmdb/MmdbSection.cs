using System.Buffers.Binary;
using System.Text;

namespace ChatOps.Investigation.Networks.Mmdb;

/// <summary>Fields of the data section or of the metadata of a MaxMind DB file. Every offset is checked, whatever the file says; nothing is recursive and
/// a pointer is followed once, so no file can hold a reader up.</summary>
internal sealed class MmdbSection(ReadOnlyMemory<byte> bytes)
{
    private const int LongestText = 4096; // names of organizations; a longer one would only be a burden

    /// <summary>Its length in bytes.</summary>
    public int Length => bytes.Length;

    /// <summary>The field at an offset; a pointer is followed.</summary>
    /// <exception cref="InvalidDataException">There is no such field.</exception>
    public MmdbField At(int offset)
    {
        var field = Head(offset);
        if (field.Type != MmdbType.Pointer) return field;
        var target = Head(field.Size);
        return target.Type == MmdbType.Pointer ? throw new InvalidDataException("A pointer points to a pointer.") : target;
    }

    /// <summary>The value a map holds for a key; null when it holds none.</summary>
    public MmdbField? Find(MmdbField map, ReadOnlySpan<byte> key)
    {
        if (map.Type != MmdbType.Map) return null;
        var next = map.After;
        for (var pair = 0; pair < map.Size; pair++)
        {
            var name = At(next);
            if (name.Type != MmdbType.Text) throw new InvalidDataException("A key is no text.");
            var value = After(next);
            if (Payload(name).SequenceEqual(key)) return At(value);
            next = After(value);
        }

        return null;
    }

    /// <summary>Text, or a whole number in digits; null for anything else.</summary>
    public string? Text(MmdbField? field) => field switch
    {
        { Type: MmdbType.Text } text => Encoding.UTF8.GetString(Payload(text)[..Math.Min(text.Size, LongestText)]),
        { Type: MmdbType.UInt16 or MmdbType.UInt32 or MmdbType.UInt64 } number => Number(number).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A whole number without sign.</summary>
    public UInt128 Number(MmdbField field)
    {
        var most = field.Type switch
        {
            MmdbType.UInt16 => 2,
            MmdbType.UInt32 => 4,
            MmdbType.UInt64 => 8,
            MmdbType.UInt128 => 16,
            _ => throw new InvalidDataException("A field that should be a number is none."),
        };
        if (field.Size > most) throw new InvalidDataException("A number is larger than its type.");
        UInt128 value = 0;
        foreach (var part in Payload(field)) value = (value << 8) | part;
        return value;
    }

    /// <summary>A whole number with sign.</summary>
    public int Signed(MmdbField field)
    {
        if (field.Type != MmdbType.Int32 || field.Size > 4) throw new InvalidDataException("A field that should be a signed number is none.");
        var value = 0;
        foreach (var part in Payload(field)) value = (value << 8) | part;
        return value;
    }

    /// <summary>A number with a fraction.</summary>
    public double Fraction(MmdbField field) => (field.Type, field.Size) switch
    {
        (MmdbType.Double, 8) => BinaryPrimitives.ReadDoubleBigEndian(Payload(field)),
        (MmdbType.Float, 4) => BinaryPrimitives.ReadSingleBigEndian(Payload(field)),
        _ => throw new InvalidDataException("A field that should be a fraction is none."),
    };

    /// <summary>The bytes of a field.</summary>
    public ReadOnlySpan<byte> Payload(MmdbField field) => Slice(field.At, field.Size);

    /// <summary>Where the field after the one at an offset starts, however deep that one is.</summary>
    public int After(int offset)
    {
        var open = 1L;
        while (open > 0)
        {
            var field = Head(offset); // takes at least one byte, so this ends with the section
            open--;
            if (field.Type == MmdbType.Map) open += 2L * field.Size;
            else if (field.Type is MmdbType.Array or MmdbType.Cache) open += field.Size;
            offset = field.After;
        }

        return offset;
    }

    /// <summary>Reads the control byte and what belongs to it ("Data Field Format").</summary>
    private MmdbField Head(int offset)
    {
        var control = Slice(offset++, 1)[0];
        var type = (MmdbType)(control >> 5);
        if (type == MmdbType.Pointer) return Pointer(control, offset);
        if (type == 0)
        {
            type = (MmdbType)(7 + Slice(offset++, 1)[0]);
            if (type is < MmdbType.Int32 or > MmdbType.Float) throw new InvalidDataException("A field has a type the format does not know.");
        }

        var size = control & 0x1f;
        if (size >= 29)
        {
            var more = size - 28;
            size = (more switch { 1 => 29, 2 => 285, _ => 65_821 }) + BigEndian(offset, more);
            offset += more;
        }

        var isFlat = type is not (MmdbType.Map or MmdbType.Array or MmdbType.Cache or MmdbType.End or MmdbType.Boolean);
        if (isFlat) Slice(offset, size);
        return new MmdbField(type, size, offset, isFlat ? offset + size : offset);
    }

    private MmdbField Pointer(int control, int offset)
    {
        var bytesMore = ((control >> 3) & 3) + 1;
        long high = bytesMore == 4 ? 0 : control & 7;
        var target = ((high << (8 * bytesMore)) | (uint)BigEndian(offset, bytesMore)) + (bytesMore switch { 2 => 2048, 3 => 526_336, _ => 0 });
        if (target >= bytes.Length) throw new InvalidDataException("A pointer points behind the data.");
        return new MmdbField(MmdbType.Pointer, (int)target, offset, offset + bytesMore);
    }

    private int BigEndian(int offset, int count)
    {
        var value = 0;
        foreach (var part in Slice(offset, count)) value = (value << 8) | part;
        return value;
    }

    private ReadOnlySpan<byte> Slice(int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= bytes.Length - length ? bytes.Span.Slice(offset, length) : throw new InvalidDataException("A field reaches behind the data.");
}
