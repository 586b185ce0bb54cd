namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>Calls -> entries of the index: one block for every caller that called often, one for all others, and their table of contents.</summary>
internal static class TrailEntries
{
    /// <summary>Topic of the blocks of calls; an entry's name is the caller's principal, or <see cref="Others"/>.</summary>
    public const string Calls = "trail.calls";

    /// <summary>Topic of the table of contents, one per batch.</summary>
    public const string Values = "trail.values";

    /// <summary>Name of the block of all who called seldom or are not named.</summary>
    public const string Others = "~";

    private const int Often = 32; // below that a block of its own costs more than it saves

    /// <summary>The entries; none without calls.</summary>
    /// <param name="rows">The calls, in the order of their times, each once.</param>
    public static IReadOnlyList<IndexEntry> Of(IReadOnlyList<TrailRow> rows)
    {
        if (rows.Count == 0) return [];
        var groups = rows.GroupBy(static row => row.Event.Caller.Principal ?? Others, StringComparer.Ordinal).Select(static group => (group.Key, Rows: group.ToList())).ToList();
        var often = groups.Where(static group => group.Rows.Count >= Often && group.Key != Others).OrderByDescending(static group => group.Rows.Count).Take(TrailValues.MostBlocks - 1).ToList();
        var own = often.Select(static group => group.Key).ToHashSet(StringComparer.Ordinal);
        var others = rows.Where(row => row.Event.Caller.Principal is not { } principal || !own.Contains(principal)).ToList();
        if (others.Count > 0) often.Add((Others, others));
        var blocks = often.ConvertAll(static group => (Block: Entry(Calls, group.Key, group.Rows, TrailBlock.Encode(group.Rows)), Keys: TrailKeys.Of(group.Rows)));
        return [.. blocks.Select(static block => block.Block), Entry(Values, "", rows, TrailValues.Encode(blocks))];
    }

    /// <summary>In the order of their times; of copies that do not differ only the one that came first.</summary>
    public static List<TrailRow> Once(List<TrailRow> rows)
    {
        rows.Sort(static (left, right) =>
        {
            var order = left.Event.Time.CompareTo(right.Event.Time);
            if (order == 0) order = left.Event.Identity.CompareTo(right.Event.Identity);
            return order != 0 ? order : left.Stamp.CompareTo(right.Stamp);
        });
        var kept = 0; // in place: a busy day's list is large
        for (var at = 0; at < rows.Count; at++)
        {
            var row = rows[at];
            var isCopy = kept > 0 && row.Event.Identity != 0 && !row.Event.MayDiffer && rows[kept - 1].Event is var before
                && before.Identity == row.Event.Identity && before.Time == row.Event.Time && !before.MayDiffer;
            if (!isCopy) rows[kept++] = row;
        }

        rows.RemoveRange(kept, rows.Count - kept);
        return rows;
    }

    private static IndexEntry Entry(string topic, string name, IReadOnlyList<TrailRow> rows, byte[] content) => new(topic, name, rows[0].Event.Time, rows[^1].Event.Time, content);
}
