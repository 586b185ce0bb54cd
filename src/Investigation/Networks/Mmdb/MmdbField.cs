namespace ChatOps.Investigation.Networks.Mmdb;

/// <summary>Types of a field, by their numbers in the MaxMind DB file format, version 2.0 ("Output Data Section").</summary>
internal enum MmdbType
{
    /// <summary>Points to another field.</summary>
    Pointer = 1,

    /// <summary>UTF-8.</summary>
    Text = 2,

    /// <summary>64 bits.</summary>
    Double = 3,

    /// <summary>Any bytes.</summary>
    Bytes = 4,

    /// <summary>Up to 2 bytes.</summary>
    UInt16 = 5,

    /// <summary>Up to 4 bytes.</summary>
    UInt32 = 6,

    /// <summary>Pairs of text and field.</summary>
    Map = 7,

    /// <summary>Up to 4 bytes, signed.</summary>
    Int32 = 8,

    /// <summary>Up to 8 bytes.</summary>
    UInt64 = 9,

    /// <summary>Up to 16 bytes.</summary>
    UInt128 = 10,

    /// <summary>Fields.</summary>
    Array = 11,

    /// <summary>Fields that others point into; nothing points to it itself.</summary>
    Cache = 12,

    /// <summary>End of the data.</summary>
    End = 13,

    /// <summary>Its size is its value.</summary>
    Boolean = 14,

    /// <summary>32 bits.</summary>
    Float = 15,
}

/// <summary>A field, told by its first bytes.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Size">Bytes of its payload; pairs of a map, fields of an array, value of a boolean, target of a pointer.</param>
/// <param name="At">Where its payload starts.</param>
/// <param name="After">Where the next field starts; of a map or an array: its first one.</param>
internal readonly record struct MmdbField(MmdbType Type, int Size, int At, int After);
