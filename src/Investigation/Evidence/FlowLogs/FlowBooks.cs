using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>The books of all interfaces met.</summary>
internal sealed class FlowBooks
{
    private const int Lately = 1024;
    private const int Steps = 16;
    private readonly FlowAddresses addresses;
    private readonly Dictionary<string, List<FlowBook>> byInterface = new(AsciiKey.Comparer);
    private readonly Dictionary<string, List<FlowBook>>.AlternateLookup<ReadOnlySpan<byte>> byBytes;
    private readonly Stack<FlowHourRow> pool = new();
    private readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);
    private readonly (FlowBook Book, byte[] Interface, byte[] Instance, byte[] Account)[] lately = new (FlowBook, byte[], byte[], byte[])[Lately];
    private LogObject? labelled;
    private string label = "";
    private long slot;

    public FlowBooks(FlowAddresses addresses)
    {
        this.addresses = addresses;
        byBytes = byInterface.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public FlowAddresses Addresses => addresses;

    public IEnumerable<FlowBook> All => byInterface.Values.SelectMany(static books => books).Where(static book => !book.IsEmpty);

    /// <summary>Adds a record to the book it belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in FlowRecord record, in Flow flow, LogObject log, FlowSide? seen = null)
    {
        var book = BookOf(in record, log);
        if (book.Fields != record.Format.Fields && System.Numerics.BitOperations.PopCount(record.Format.Fields) > System.Numerics.BitOperations.PopCount(book.Fields)) book.Fields = record.Format.Fields;
        book.Add(in flow, slot, addresses, seen, pool);
    }

    public FlowBook BookOf(FlowBookName name)
    {
        ref var books = ref CollectionsMarshal.GetValueRefOrAddDefault(byInterface, name.Interface, out _);
        books ??= [];
        foreach (var book in books)
        {
            if (book.Name == name) return book;
        }

        var made = new FlowBook(name);
        books.Add(made);
        return made;
    }

    /// <summary>Takes over other books, which stay empty behind when they are to be used again.</summary>
    public void Add(FlowBooks other)
    {
        foreach (var books in other.byInterface.Values)
        {
            foreach (var book in books)
            {
                if (!book.IsEmpty) BookOf(book.Name).Add(book);
            }
        }
    }

    /// <summary>Forgets everything but the names.</summary>
    public void Clear()
    {
        foreach (var books in byInterface.Values)
        {
            foreach (var book in books) book.Clear(pool);
        }
    }

    /// <summary>Nearly every record is of a book that had one lately, and what it is of is compared as it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private FlowBook BookOf(in FlowRecord record, LogObject log)
    {
        var of = record.Field(FlowField.Interface);
        var instance = record.Field(FlowField.Instance);
        var account = record.Field(FlowField.Account);
        if (!ReferenceEquals(labelled, log)) Label(log);
        var hash = of.Length >= 8 ? MemoryMarshal.Read<ulong>(of[^8..]) * 0x9E3779B97F4A7C15UL : (ulong)of.Length << 54;
        var at = (int)(hash >> 54);
        for (var step = 0; step < Steps; step++)
        {
            ref readonly var near = ref lately[(at + step) & (Lately - 1)];
            if (near.Book is not { } book) break;
            if (of.SequenceEqual(near.Interface) && account.SequenceEqual(near.Account) && instance.SequenceEqual(near.Instance) && ReferenceEquals(book.Name.Series, label)) return book;
        }

        var found = BookOf(of, NoDash(instance), NoDash(account), log);
        var place = at;
        while (lately[place & (Lately - 1)].Book is not null && place < at + Steps) place++;
        if (place < at + Steps) lately[place & (Lately - 1)] = (found, of.ToArray(), instance.ToArray(), account.ToArray());
        return found;
    }

    private FlowBook BookOf(ReadOnlySpan<byte> of, ReadOnlySpan<byte> instance, ReadOnlySpan<byte> account, LogObject log)
    {
        var series = label;
        if (byBytes.TryGetValue(of, out var books))
        {
            foreach (var book in CollectionsMarshal.AsSpan(books))
            {
                if (book.Name.Series == series && AsciiKey.Equals(instance, book.Name.Instance) && (account.IsEmpty ? book.Name.Account == (log.Account ?? "") : AsciiKey.Equals(account, book.Name.Account)))
                    return book;
            }
        }

        return BookOf(new FlowBookName(series, Encoding.Latin1.GetString(of), Encoding.Latin1.GetString(instance), account.IsEmpty ? log.Account ?? "" : Encoding.Latin1.GetString(account)));
    }

    /// <summary>One string for a series, so that comparing it with a book's is comparing references.</summary>
    private void Label(LogObject log)
    {
        label = FlowSeries.Of(log);
        if (!labels.TryGetValue(label, out var same)) labels[label] = same = label;
        if (labels.Count > 1) Array.Clear(lately); // books of another flow log come now
        (labelled, label, slot) = (log, same, log.Slot?.Start.ToUnixTimeSeconds() ?? 0);
    }

    private static ReadOnlySpan<byte> NoDash(ReadOnlySpan<byte> text) => text is [(byte)'-'] ? default : text;
}

/// <summary>Text that is looked up by its bytes, so that no string is made for a record.</summary>
internal sealed class AsciiKey : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static readonly AsciiKey Comparer = new();

    public static bool Equals(ReadOnlySpan<byte> bytes, string text) => bytes.Length == text.Length && Ascii.Equals(bytes, text);

    public bool Equals(string? x, string? y) => x == y;

    public int GetHashCode([DisallowNull] string obj)
    {
        Span<byte> bytes = obj.Length <= 256 ? stackalloc byte[obj.Length] : new byte[obj.Length];
        Encoding.Latin1.GetBytes(obj, bytes);
        return GetHashCode(bytes);
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = (ulong)alternate.Length;
        for (; alternate.Length >= 8; alternate = alternate[8..]) hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ MemoryMarshal.Read<ulong>(alternate)) * 0x9E3779B97F4A7C15UL;
        foreach (var one in alternate) hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ one) * 0x9E3779B97F4A7C15UL;
        return (int)(hash >> 32);
    }

    bool IAlternateEqualityComparer<ReadOnlySpan<byte>, string>.Equals(ReadOnlySpan<byte> alternate, string other) => Equals(alternate, other);

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.Latin1.GetString(alternate);
}
