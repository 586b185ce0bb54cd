using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>Text as the index stores it. Names come out of logs and may be anything, even text that UTF-8 cannot carry; none may come back as another.</summary>
internal static class IndexText
{
    /// <summary>Begins no UTF-8 text: what follows are UTF-16 units.</summary>
    private const byte Utf16 = 0xFF;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Encode(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return [Utf16, .. MemoryMarshal.AsBytes(text.AsSpan())]; // half a surrogate pair
        }
    }

    /// <exception cref="InvalidDataException">These bytes were not made by <see cref="Encode"/>.</exception>
    public static string Decode(ReadOnlySpan<byte> stored)
    {
        try
        {
            return stored is [Utf16, ..] ? new string(MemoryMarshal.Cast<byte, char>(stored[1..])) : Strict.GetString(stored);
        }
        catch (DecoderFallbackException damaged)
        {
            throw new InvalidDataException("The index holds text that is none.", damaged);
        }
    }

    /// <summary>What a stored text is found by. Names are chosen by strangers: a hash they can steer would let them make many that are found slowly.</summary>
    public static long Hash(ReadOnlySpan<byte> stored)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(stored, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
