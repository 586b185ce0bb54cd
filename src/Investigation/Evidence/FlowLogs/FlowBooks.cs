using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>The books of all interfaces met.</summary>
internal sealed class FlowBooks
{
    private const int Lately = 1024;
    private const int Steps = 16;

    /// <summary>Rows taken over may be open, a kilobyte each; those of interfaces that come and go are not packed when their next hour comes.</summary>
    private const int MostTouched = 100_000;

    private readonly FlowAddresses addresses;
    private readonly Dictionary<string, List<FlowBook>> byInterface = new(AsciiKey.Comparer);
    private readonly Dictionary<string, List<FlowBook>>.AlternateLookup<ReadOnlySpan<byte>> byBytes;
    private readonly List<FlowBook> written = [];
    private readonly Stack<FlowHourRow> pool = new();
    private readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);
    private Near[] lately = []; // made with the first record: books that are read from the index have none
    private readonly List<byte[]> owners = [];
    private LogObject? labelled;
    private string label = "";
    private long slot;
    private int touched;

    public FlowBooks(FlowAddresses addresses)
    {
        this.addresses = addresses;
        byBytes = byInterface.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public FlowAddresses Addresses => addresses;

    public IEnumerable<FlowBook> All => written.Where(static book => !book.IsEmpty);

    /// <summary>How many names it knows, of books that are empty by now, too.</summary>
    public int Names { get; private set; }

    /// <summary>Adds a record to the book it belongs to.</summary>
    public void Add(in FlowRecord record, in Flow flow, LogObject log, FlowSide? seen = null)
    {
        var book = BookOf(in record, log);
        if (!book.IsWritten) Wrote(book);
        if (book.Fields != record.Format.Fields && System.Numerics.BitOperations.PopCount(record.Format.Fields) > System.Numerics.BitOperations.PopCount(book.Fields)) book.Fields = record.Format.Fields;
        book.Add(in flow, slot, addresses, seen, pool);
    }

    public FlowBook BookOf(FlowBookName name)
    {
        ref var books = ref CollectionsMarshal.GetValueRefOrAddDefault(byInterface, name.Interface, out _);
        books ??= [];
        var book = books.Find(one => one.Name == name);
        if (book is null)
        {
            books.Add(book = new FlowBook(name));
            Names++;
        }

        if (!book.IsWritten) Wrote(book);
        return book;
    }

    /// <summary>Rows that were taken over from other books: one for each hour, interface, family of addresses and flow log.</summary>
    public int Rows { get; private set; }

    /// <summary>Takes over what other books got since they were last cleared.</summary>
    public void Add(FlowBooks other)
    {
        foreach (var book in other.written)
        {
            if (book.IsEmpty) continue;
            if (!ReferenceEquals(book.Counterpart.Of, this) || !book.Counterpart.Book!.IsWritten) book.Counterpart = (this, BookOf(book.Name));
            Add(book.Counterpart.Book!, book);
        }
    }

    /// <summary>Takes over one book, which is not to be used any more but for its rows.</summary>
    public void Add(FlowBook other) => Add(BookOf(other.Name), other);

    /// <summary>Forgets rows of what was taken over.</summary>
    public void Drop(Func<FlowHourRow, bool> which)
    {
        foreach (var book in written)
        {
            Rows -= book.RowCount;
            book.Drop(which);
            Rows += book.RowCount;
        }
    }

    /// <summary>Forgets books without rows, and their names.</summary>
    public void DropEmpty()
    {
        written.RemoveAll(book =>
        {
            if (!book.IsEmpty) return false;
            var same = byInterface[book.Name.Interface];
            same.Remove(book);
            if (same.Count == 0) byInterface.Remove(book.Name.Interface);
            Names--;
            book.IsWritten = false;
            return true;
        });
    }

    /// <summary>Forgets everything but the names.</summary>
    public void Clear()
    {
        foreach (var book in written)
        {
            book.Clear(pool);
            book.IsWritten = false;
        }

        written.Clear();
    }

    /// <summary>Makes all of it small: no more records are expected for now.</summary>
    public void Pack()
    {
        foreach (var book in written) book.Pack();
    }

    private void Add(FlowBook mine, FlowBook other)
    {
        Rows -= mine.RowCount;
        mine.Add(other);
        Rows += mine.RowCount;
        touched += other.RowCount;
        if (touched < MostTouched) return;
        touched = 0;
        Pack();
    }

    private void Wrote(FlowBook book)
    {
        book.IsWritten = true;
        written.Add(book);
    }

    /// <summary>Nearly every record is of a book that had one lately, and what it is of is compared as it stands.</summary>
    private FlowBook BookOf(in FlowRecord record, LogObject log)
    {
        var of = record.Field(FlowField.Interface);
        var instance = record.Field(FlowField.Instance);
        var account = record.Field(FlowField.Account);
        if (!ReferenceEquals(labelled, log)) Label(log);
        if (of.Length is < Near.Shortest or > Near.Longest) return BookOf(of, NoDash(instance), NoDash(account), log);
        var (first, middle, end) = Near.Words(of);
        var at = (int)(((end ^ middle) * 0x9E3779B97F4A7C15UL) >> 54);
        for (var step = 0; step < Steps; step++)
        {
            ref readonly var near = ref lately[(at + step) & (Lately - 1)];
            if (near.Book is not { } book) break;
            if (near.End == end && near.Middle == middle && near.First == first && near.Length == of.Length && account.SequenceEqual(near.Account) && instance.SequenceEqual(near.Instance)) return book;
        }

        var found = BookOf(of, NoDash(instance), NoDash(account), log);
        var place = at;
        while (lately[place & (Lately - 1)].Book is not null && place < at + Steps) place++;
        if (place < at + Steps) lately[place & (Lately - 1)] = new Near { Book = found, First = first, Middle = middle, End = end, Length = of.Length, Instance = instance.ToArray(), Account = Shared(account) };
        return found;
    }

    /// <summary>Accounts are few: one array for each.</summary>
    private byte[] Shared(ReadOnlySpan<byte> account)
    {
        foreach (var known in owners)
        {
            if (account.SequenceEqual(known)) return known;
        }

        var made = account.ToArray();
        if (owners.Count < 16) owners.Add(made);
        return made;
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
        if (lately.Length == 0) lately = new Near[Lately];
        else if (labels.Count > 1) Array.Clear(lately); // books of another flow log come now: what is near is always of the one at hand
        (labelled, label, slot) = (log, same, log.Slot?.Start.ToUnixTimeSeconds() ?? 0);
    }

    /// <summary>A book and what its records say, the interface's name in the entry itself: most records are of another interface than the one before.</summary>
    private struct Near
    {
        public const int Shortest = 8;
        public const int Longest = 24;

        public FlowBook? Book;
        public ulong First;
        public ulong Middle;
        public ulong End;
        public int Length;
        public byte[] Account;
        public byte[] Instance;

        /// <summary>Words that, with its length, tell a name from all others: they cover all of it.</summary>
        public static (ulong First, ulong Middle, ulong End) Words(ReadOnlySpan<byte> name) =>
            (MemoryMarshal.Read<ulong>(name), name.Length > 16 ? MemoryMarshal.Read<ulong>(name[^16..]) : 0, MemoryMarshal.Read<ulong>(name[^8..]));
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
