namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>One column of a block of calls: its values, each once, and which value each call has.</summary>
/// <param name="width">How many texts make a value.</param>
internal sealed class TrailColumn(int width)
{
    /// <summary>Texts of the values, as numbers of the block's texts, one after the other; 0 for an absent one.</summary>
    public List<int> Parts { get; } = [];

    /// <summary>Which value each call has.</summary>
    public int[] Of { get; private set; } = [];

    /// <summary>Number of values.</summary>
    public int Count => Parts.Count / width;

    /// <summary>Writes the values, then the calls' in as few bytes as their number takes, low bytes first: like lies beside like.</summary>
    public void Write(IndexWriter into, ReadOnlySpan<int> of)
    {
        into.Number((ulong)Count);
        foreach (var part in Parts) into.Number((ulong)part);
        for (var shift = 0; Bytes(Count) * 8 > shift; shift += 8)
        {
            foreach (var value in of) into.Byte((byte)(value >> shift));
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
