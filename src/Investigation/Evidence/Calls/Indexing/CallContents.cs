using System.Text;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>A batch's table of contents: which blocks of calls there are, and which of them hold which key.</summary>
internal static class CallContents
{
    /// <summary>Most blocks of one batch.</summary>
    public const int MostBlocks = ushort.MaxValue;

    /// <summary>What a value is found by: different values that share a key cost a look, never a wrong answer. Kept in the index.</summary>
    /// <param name="kind">What the value is.</param>
    /// <param name="text">The value.</param>
    public static uint KeyOf(int kind, string text) => (uint)(CallHash.Of(Encoding.UTF8.GetBytes(text), (ulong)kind) >> 32);

    /// <summary>Encodes it.</summary>
    public static byte[] Encode(IReadOnlyList<(IndexEntry Block, IEnumerable<uint> Keys)> blocks)
    {
        var into = new IndexWriter();
        into.Number((ulong)blocks.Count);
        var pairs = new List<ulong>();
        for (var block = 0; block < blocks.Count; block++)
        {
            var entry = blocks[block].Block;
            into.Text(entry.Name);
            into.Number((ulong)entry.First.UtcTicks);
            into.Number((ulong)(entry.Last.UtcTicks - entry.First.UtcTicks));
            foreach (var key in blocks[block].Keys) pairs.Add(((ulong)key << 16) | (uint)block);
        }

        pairs.Sort();
        var once = 0;
        for (var at = 0; at < pairs.Count; at++)
        {
            var pair = pairs[at];
            if (once == 0 || pairs[once - 1] != pair) pairs[once++] = pair;
        }

        into.Number((ulong)once);
        for (var shift = 40; shift >= 0; shift -= 8)
        {
            var plane = into.Take(once);
            for (var at = 0; at < once; at++) plane[at] = (byte)(pairs[at] >> shift);
        }

        return IndexBytes.Pack(into.Written, compress: false); // hashes do not become smaller
    }

    /// <summary>Names of the blocks that hold one of the keys and touch the window.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public static HashSet<string> BlocksOf(ReadOnlyMemory<byte> content, IReadOnlyList<uint> keys, TimeWindow window, ref byte[] buffer)
    {
        var text = IndexBytes.Unpack(content, ref buffer);
        var from = new IndexReader(text);
        var blocks = new (int Name, long First, long Last)[from.Count(3)];
        for (var block = 0; block < blocks.Length; block++)
        {
            var name = text.Length - from.Left;
            from.Take(from.Count());
            var first = (long)from.Number();
            blocks[block] = (name, first, first + (long)from.Number());
        }

        var count = from.Count(6);
        var planes = from.Take(count * 6);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            for (var at = FirstOf(planes, count, key); at < count && KeyAt(planes, count, at) == key; at++)
            {
                var number = (planes[(count * 4) + at] << 8) | planes[(count * 5) + at];
                if (number >= blocks.Length) throw new InvalidDataException("An entry of the index is damaged.");
                var block = blocks[number];
                if (block.Last >= window.Start.UtcTicks && block.First < window.End.UtcTicks) found.Add(new IndexReader(text[block.Name..]).Text());
            }
        }

        return found;
    }

    /// <summary>Names of all blocks.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public static IReadOnlySet<string> AllBlocks(ReadOnlyMemory<byte> content)
    {
        var buffer = Array.Empty<byte>();
        var from = new IndexReader(IndexBytes.Unpack(content, ref buffer));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var block = from.Count(); block > 0; block--)
        {
            names.Add(from.Text());
            from.Number();
            from.Number();
        }

        return names;
    }

    private static int FirstOf(ReadOnlySpan<byte> planes, int count, uint key)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (KeyAt(planes, count, middle) < key) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static uint KeyAt(ReadOnlySpan<byte> planes, int count, int at) =>
        ((uint)planes[at] << 24) | ((uint)planes[count + at] << 16) | ((uint)planes[(count * 2) + at] << 8) | planes[(count * 3) + at];
}
