namespace ChatOps.LogWorld.Objects;

/// <summary>Writes what lies among the objects and does not belong there, or cannot be read.</summary>
internal sealed class StrayObjects(ObjectShelf shelf, DayAndNight time, long seed, Func<long, string, string> key)
{
    private static ReadOnlySpan<byte> Prose => "Moved here from the old bucket on Monday.\nAsk the platform team before deleting anything.\n"u8;

    private static ReadOnlySpan<byte> PackedNothing => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private Dice dice = Dice.For(seed, "strays");

    /// <param name="count">How many.</param>
    /// <param name="body">Appends a body for a stamp; at least some kilobytes, so that a cut leaves something.</param>
    public IReadOnlyList<string> Truncated(int count, Action<Utf8Page, long> body) => Each(count, (_, stamp, name) =>
    {
        var page = new Utf8Page();
        body(page, stamp);
        shelf.StoreTruncated(name, page.Written);
        return name;
    });

    public IReadOnlyList<string> Empty(int count) => Each(count, (number, _, name) =>
    {
        shelf.Put(name, number % 2 == 0 ? [] : PackedNothing);
        return name;
    });

    public IReadOnlyList<string> Foreign(int count) => Each(count, (number, _, name) =>
    {
        var where = number % 2 == 0 ? $"{Path.GetDirectoryName(name)!.Replace('\\', '/')}/please-read-{number}.txt" : name;
        shelf.Put(where, Prose);
        return where;
    });

    private List<string> Each(int count, Func<int, long, string, string> write)
    {
        var keys = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var stamp = time.StampOf(dice.Below(time.Slots));
            keys.Add(write(number, stamp, key(stamp, $"{dice.Next():x16}")));
        }

        return keys;
    }
}
