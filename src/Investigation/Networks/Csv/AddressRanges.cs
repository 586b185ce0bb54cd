using System.Numerics;

namespace ChatOps.Investigation.Networks.Csv;

/// <summary>Ranges of addresses without overlap, sorted, each with a number. Where ranges overlap, the one that starts later, and so the narrower of two
/// nested ones, is right.</summary>
internal sealed class AddressRanges<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly List<(T First, T Last, int Value)> given = [];
    private T[] firsts = [];
    private T[] lasts = [];
    private int[] values = [];

    /// <summary>How many there are, once sorted.</summary>
    public int Count => firsts.Length;

    /// <summary>Takes a range, both ends inclusive.</summary>
    public void Add(T first, T last, int value) => given.Add((first, last, value));

    /// <summary>Sorts all ranges and cuts them where they overlap.</summary>
    public void Sort()
    {
        // OrderBy is stable: of two rows for one range the later is right
        var sorted = given.OrderBy(static range => range.First).ThenByDescending(static range => range.Last);
        var flat = new List<(T First, T Last, int Value)>(given.Count);
        var open = new Stack<(T Last, int Value)>();
        var from = T.MinValue;
        var isOver = false; // the last address there is has been handed out
        foreach (var range in sorted)
        {
            Close(range.First, all: false);
            if (open.TryPeek(out var around) && from < range.First) flat.Add((from, range.First - T.One, around.Value));
            from = range.First;
            isOver = false;
            open.Push((range.Last, range.Value));
        }

        Close(T.MaxValue, all: true);
        firsts = [.. flat.Select(static range => range.First)];
        lasts = [.. flat.Select(static range => range.Last)];
        values = [.. flat.Select(static range => range.Value)];
        given.Clear();
        given.TrimExcess();

        void Close(T before, bool all)
        {
            while (open.TryPeek(out var range) && (all || range.Last < before))
            {
                open.Pop();
                if (isOver || range.Last < from) continue;
                flat.Add((from, range.Last, range.Value));
                if (range.Last == T.MaxValue) isOver = true;
                else from = range.Last + T.One;
            }
        }
    }

    /// <summary>The number of the range that holds the address; null when none does.</summary>
    public int? Find(T address)
    {
        var at = Array.BinarySearch(firsts, address);
        if (at < 0) at = ~at - 1;
        return at >= 0 && address <= lasts[at] ? values[at] : null;
    }
}
