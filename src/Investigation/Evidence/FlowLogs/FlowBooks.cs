using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>The books of all interfaces met.</summary>
internal sealed class FlowBooks
{
    private readonly FlowAddresses addresses;
    private readonly Dictionary<string, List<FlowBook>> byInterface = new(AsciiKey.Comparer);
    private readonly Dictionary<string, List<FlowBook>>.AlternateLookup<ReadOnlySpan<byte>> byBytes;
    private readonly Stack<FlowHourRow> pool = new();
    private LogObject? labelled;
    private string label = "";

    public FlowBooks(FlowAddresses addresses)
    {
        this.addresses = addresses;
        byBytes = byInterface.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public FlowAddresses Addresses => addresses;

    public IEnumerable<FlowBook> All => byInterface.Values.SelectMany(static books => books).Where(static book => !book.IsEmpty);

    /// <summary>Adds a record to the book it belongs to.</summary>
    public void Add(in FlowRecord record, in Flow flow, LogObject log, FlowSide? seen = null)
    {
        var book = BookOf(in record, log);
        if (book.Fields != record.Format.Fields && System.Numerics.BitOperations.PopCount(record.Format.Fields) > System.Numerics.BitOperations.PopCount(book.Fields)) book.Fields = record.Format.Fields;
        book.Add(in flow, log.Slot?.Start.ToUnixTimeSeconds() ?? 0, addresses, seen, pool);
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
        foreach (var book in other.All) BookOf(book.Name).Add(book);
    }

    /// <summary>Forgets everything but the names.</summary>
    public void Clear()
    {
        foreach (var book in byInterface.Values.SelectMany(static books => books)) book.Clear(pool);
    }

    private FlowBook BookOf(in FlowRecord record, LogObject log)
    {
        var of = record.Field(FlowField.Interface);
        var instance = NoDash(record.Field(FlowField.Instance));
        var account = NoDash(record.Field(FlowField.Account));
        if (!ReferenceEquals(labelled, log)) (labelled, label) = (log, FlowSeries.Of(log));
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
        var hash = (uint)obj.Length;
        for (var i = Math.Max(0, obj.Length - 8); i < obj.Length; i++) hash = (hash * 31) + obj[i];
        return (int)(hash * 0x9E3779B1);
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = (uint)alternate.Length;
        for (var i = Math.Max(0, alternate.Length - 8); i < alternate.Length; i++) hash = (hash * 31) + alternate[i];
        return (int)(hash * 0x9E3779B1);
    }

    bool IAlternateEqualityComparer<ReadOnlySpan<byte>, string>.Equals(ReadOnlySpan<byte> alternate, string other) => Equals(alternate, other);

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.Latin1.GetString(alternate);
}
