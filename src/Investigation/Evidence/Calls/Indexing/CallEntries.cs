namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>Calls -> entries of the index: one block for every caller that called often, one for all others, and their table of contents.</summary>
internal static class CallEntries
{
    /// <summary>Name of the block of all who called seldom or are not named.</summary>
    public const string Others = "~";

    private const int Often = 32; // below that a block of its own costs more than it saves

    /// <summary>The entries; none without calls.</summary>
    /// <param name="rows">The calls, in the order of their times, each once.</param>
    /// <param name="coding">How they are encoded.</param>
    public static IReadOnlyList<IndexEntry> Of<TEvent>(IReadOnlyList<KeptCall<TEvent>> rows, ICallCoding<TEvent> coding)
        where TEvent : class, IKeptCall
    {
        if (rows.Count == 0) return [];
        var groups = rows.GroupBy(row => coding.CallerOf(row.Event) ?? Others, StringComparer.Ordinal).Select(static group => (group.Key, Rows: group.ToList())).ToList();
        var often = groups.Where(static group => group.Rows.Count >= Often && group.Key != Others).OrderByDescending(static group => group.Rows.Count).Take(CallContents.MostBlocks - 1).ToList();
        var own = often.Select(static group => group.Key).ToHashSet(StringComparer.Ordinal);
        var others = rows.Where(row => coding.CallerOf(row.Event) is not { } caller || !own.Contains(caller)).ToList();
        if (others.Count > 0) often.Add((Others, others));
        var blocks = often.ConvertAll(group => (Block: Entry(coding.Topics.Calls, group.Key, group.Rows, coding.Encode(group.Rows)), Keys: coding.KeysOf(group.Rows)));
        return [.. blocks.Select(static block => block.Block), Entry(coding.Topics.Contents, "", rows, CallContents.Encode(blocks))];
    }

    /// <summary>In the order of their times; of copies that do not differ only the one that came first.</summary>
    public static List<KeptCall<TEvent>> Once<TEvent>(List<KeptCall<TEvent>> rows, ICallCoding<TEvent> coding)
        where TEvent : class, IKeptCall
    {
        rows.Sort(static (left, right) =>
        {
            var order = left.Event.Ticks.CompareTo(right.Event.Ticks);
            if (order == 0) order = left.Event.Identity.CompareTo(right.Event.Identity);
            return order != 0 ? order : left.Stamp.CompareTo(right.Stamp);
        });
        var kept = 0; // in place: a busy day's list is large
        for (var at = 0; at < rows.Count; at++)
        {
            var call = rows[at].Event;
            var isCopy = kept > 0 && call.Identity != 0 && !call.MayDiffer && rows[kept - 1].Event is var before
                && before.Identity == call.Identity && before.Ticks == call.Ticks && !before.MayDiffer && coding.AreCopies(call, before);
            if (!isCopy) rows[kept++] = rows[at];
        }

        rows.RemoveRange(kept, rows.Count - kept);
        return rows;
    }

    private static IndexEntry Entry<TEvent>(string topic, string name, IReadOnlyList<KeptCall<TEvent>> rows, byte[] content)
        where TEvent : class, IKeptCall =>
        new(topic, name, new DateTimeOffset(rows[0].Event.Ticks, TimeSpan.Zero), new DateTimeOffset(rows[^1].Event.Ticks, TimeSpan.Zero), content);
}
