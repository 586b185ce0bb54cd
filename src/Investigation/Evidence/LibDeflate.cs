using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence;

/// <summary>Decompresses whole gzip objects with the system's libdeflate, where there is one: it takes two thirds of the time of the runtime's own
/// decompressor, which stays in charge of all that is large, damaged or odd. (https://github.com/ebiggers/libdeflate, libdeflate.h)</summary>
internal static partial class LibDeflate
{
    /// <summary>Name of the runtime switch that leaves all decompressing to the runtime.</summary>
    public const string OffSwitch = "ChatOps.Investigation.ManagedGzip";

    /// <summary>Longer text is read as a stream, so that memory does not follow what a file says of itself.</summary>
    public const int MostText = 4 << 20;

    /// <summary>Bytes behind the text that are there to be used.</summary>
    public const int Spare = 64;

    private const string Library = "libdeflate";
    private const int Success = 0;
    private const int InsufficientSpace = 3;
    private const int SizeField = 4;
    private const int LeastMember = 18;

    private static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["libdeflate.dll", "deflate.dll"] : OperatingSystem.IsMacOS() ? ["libdeflate.0.dylib", "libdeflate.dylib"] : ["libdeflate.so.0"];

    private static readonly nint Handle = Load();
    private static readonly ConcurrentBag<Decompressor> Idle = [];

    /// <summary>Whether the system has the library, and it is not switched off.</summary>
    public static bool IsPresent => Handle != 0;

    /// <summary>Decompresses an object of one or more gzip members.</summary>
    /// <param name="stored">The whole object.</param>
    /// <param name="text">The text in a pooled array, which the caller gives back; <see cref="Spare"/> bytes are behind it.</param>
    /// <param name="length">Length of the text.</param>
    /// <returns>False when the library is absent, when the text is longer than is kept in memory, and for whatever is not plainly whole: then nothing is
    /// rented, and reading the object as a stream tells what it is.</returns>
    public static bool TryExpand(ReadOnlySpan<byte> stored, out byte[] text, out int length)
    {
        (text, length) = ([], 0);
        if (!IsPresent || stored.Length < LeastMember) return false;

        // the size modulo 2^32 of the last member, as the file says (RFC 1952, ISIZE); with several members it is too small, and wrong where somebody lied
        var told = BinaryPrimitives.ReadUInt32LittleEndian(stored[^SizeField..]);
        if (told > MostText) return false;
        if (!Idle.TryTake(out var decompressor)) decompressor = libdeflate_alloc_decompressor();
        try
        {
            if (decompressor.IsInvalid) return false;
            var result = Expand(decompressor, stored, (int)told, out text, out length);
            if (result == InsufficientSpace) result = Expand(decompressor, stored, MostText, out text, out length);
            return result == Success;
        }
        finally
        {
            if (!decompressor.IsInvalid) Idle.Add(decompressor);
        }
    }

    private static int Expand(Decompressor decompressor, ReadOnlySpan<byte> stored, int room, out byte[] text, out int length)
    {
        text = ArrayPool<byte>.Shared.Rent(room + Spare); // there is a byte to point at even when all room is taken
        length = 0;
        while (!stored.IsEmpty)
        {
            var result = libdeflate_gzip_decompress_ex(decompressor, in MemoryMarshal.GetReference(stored), (nuint)stored.Length, ref text[length], (nuint)(room - length), out var taken, out var made);
            if (result != Success)
            {
                ArrayPool<byte>.Shared.Return(text);
                (text, length) = ([], 0);
                return result;
            }

            length += (int)made;
            stored = stored[(int)taken..];
        }

        return Success;
    }

    private static nint Load()
    {
        if (AppContext.TryGetSwitch(OffSwitch, out var isOff) && isOff) return 0;
        NativeLibrary.SetDllImportResolver(typeof(LibDeflate).Assembly, static (name, _, _) => name == Library ? Handle : 0);
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var handle)) return handle;
        }

        return 0;
    }

    [LibraryImport(Library)]
    private static partial Decompressor libdeflate_alloc_decompressor();

    [LibraryImport(Library)]
    private static partial void libdeflate_free_decompressor(nint decompressor);

    [LibraryImport(Library)]
    private static partial int libdeflate_gzip_decompress_ex(Decompressor decompressor, in byte stored, nuint storedLength, ref byte text, nuint textRoom, out nuint storedTaken, out nuint textMade);

    private sealed class Decompressor() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            libdeflate_free_decompressor(handle);
            return true;
        }
    }
}
