using System.Runtime.CompilerServices;

namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>One column of a block of calls: its values, each once, and which value each call has.</summary>
/// <param name="width">How many texts make a value.</param>
internal sealed class BlockColumn(int width)
{
    /// <summary>How many texts make a value.</summary>
    public int Width => width;

    /// <summary>Texts of the values, as numbers of the block's texts, one after the other; 0 for an absent one.</summary>
    public List<int> Parts { get; } = [];

    /// <summary>Which value each call has.</summary>
    public int[] Of { get; private set; } = [];

    /// <summary>Number of values.</summary>
    public int Count => Parts.Count / width;

    /// <summary>Writes the values, then the calls' in as few bytes as their number takes, low bytes first: like lies beside like.</summary>
    public static void Write(IndexWriter into, BlockColumnWriter column)
    {
        var parts = column.Parts.ToList();
        var (of, count) = (column.Of, parts.Count / column.Width);
        into.Number((ulong)count);
        foreach (var part in parts) into.Number((ulong)part);
        for (var shift = 0; Bytes(count) * 8 > shift; shift += 8)
        {
            var plane = into.Take(of.Length);
            for (var call = 0; call < of.Length; call++) plane[call] = (byte)(of[call] >> shift);
        }
    }

    /// <summary>Reads them back.</summary>
    public void Read(ref IndexReader from, int calls, int texts)
    {
        Parts.Clear();
        var count = from.Count(width);
        for (var part = 0; part < count * width; part++) Parts.Add(from.Below(texts));
        if (Of.Length < calls) Of = new int[calls];
        var of = Of.AsSpan(0, calls);
        of.Clear();
        for (var shift = 0; Bytes(count) * 8 > shift; shift += 8)
        {
            var plane = from.Take(calls);
            for (var call = 0; call < calls; call++) of[call] |= plane[call] << shift;
        }

        foreach (var value in of)
        {
            if ((uint)value >= (uint)count) throw new InvalidDataException("An entry of the index is damaged.");
        }
    }

    private static int Bytes(int values) => values switch { <= 1 => 0, <= 1 << 8 => 1, <= 1 << 16 => 2, <= 1 << 24 => 3, _ => 4 };
}

/// <summary>Numbers the values of a column while calls are put into it.</summary>
/// <param name="calls">Number of calls.</param>
/// <param name="width">How many texts make a value.</param>
internal abstract class BlockColumnWriter(int calls, int width)
{
    /// <summary>How many texts make a value.</summary>
    public int Width => width;

    /// <summary>Which value each call has.</summary>
    public int[] Of { get; } = new int[calls];

    /// <summary>Texts of the values, as numbers of the block's texts, in the order of the values.</summary>
    public abstract IEnumerable<int> Parts { get; }
}

/// <summary>A column of one text or two.</summary>
/// <param name="calls">Number of calls.</param>
/// <param name="width">One or two.</param>
/// <param name="textOf">Number of a text.</param>
internal sealed class PairWriter(int calls, int width, Func<string?, int> textOf) : BlockColumnWriter(calls, width)
{
    private readonly Dictionary<(int First, int Second), int> values = [];
    private readonly Dictionary<Pair, int> same = [];
    private Pair latest = new(new object(), null);
    private int latestValue;

    /// <inheritdoc/>
    public override IEnumerable<int> Parts =>
        values.OrderBy(static value => value.Value).SelectMany(value => Width == 1 ? (int[])[value.Key.First] : [value.Key.First, value.Key.Second]);

    /// <summary>Puts a call's value in. Most of what repeats is the very same object: the texts themselves are compared only when it is not.</summary>
    public void Add(int call, string? first, string? second = null)
    {
        var pair = new Pair(first, second);
        if (pair.Equals(latest))
        {
            Of[call] = latestValue;
            return;
        }

        if (!same.TryGetValue(pair, out var value))
        {
            var numbers = (textOf(first), textOf(second));
            if (!values.TryGetValue(numbers, out value)) values[numbers] = value = values.Count;
            same[pair] = value;
        }

        (latest, latestValue) = (pair, value);
        Of[call] = value;
    }

    private readonly struct Pair(object? first, object? second) : IEquatable<Pair>
    {
        private readonly object? first = first;
        private readonly object? second = second;

        public bool Equals(Pair other) => ReferenceEquals(first, other.first) && ReferenceEquals(second, other.second);

        public override bool Equals(object? obj) => obj is Pair other && Equals(other);

        public override int GetHashCode() => (RuntimeHelpers.GetHashCode(first) * 31) + RuntimeHelpers.GetHashCode(second);
    }
}

/// <summary>A column of values of any number of texts.</summary>
/// <param name="calls">Number of calls.</param>
/// <param name="width">How many texts make a value.</param>
/// <param name="textOf">Number of a text.</param>
/// <param name="textsOf">Texts of a value.</param>
internal sealed class ValueWriter<TValue>(int calls, int width, Func<string?, int> textOf, Func<TValue, string?[]> textsOf) : BlockColumnWriter(calls, width)
    where TValue : notnull
{
    private readonly Dictionary<TValue, int> values = [];
    private readonly List<int> parts = [];

    /// <inheritdoc/>
    public override IEnumerable<int> Parts => parts;

    /// <summary>Number of a value.</summary>
    public int NumberOf(TValue value)
    {
        if (values.TryGetValue(value, out var number)) return number;
        foreach (var text in textsOf(value)) parts.Add(textOf(text));
        return values[value] = values.Count;
    }
}
