namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class FlowTableMapTests
{
    private const byte InWindow = 0;
    private const byte InBaseline = 1;
    private const byte OutWindow = 2;
    private readonly Dictionary<(ulong Key, ulong More), Dictionary<byte, Traffic>> plain = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Many_keys_of_all_classes_come_out_as_they_went_in(bool isWide)
    {
        var map = new FlowTableMap(1L << 30, isWide);
        map.NextPart().ShouldBeTrue();
        Add(map, Some(80_000, isWide));

        Rows(map).ShouldBe(80_000);

        map.NextPart().ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_does_not_fit_comes_in_parts_each_row_once_and_whole(bool isWide)
    {
        var map = new FlowTableMap(0, isWide);
        var amounts = Some(300_000, isWide);
        var (parts, rows) = (0, 0);

        for (; map.NextPart(); parts++)
        {
            // two readers at a time
            var half = amounts.Count / 2;
            await Task.WhenAll(Task.Run(() => Feed(map, amounts[..half])), Task.Run(() => Feed(map, amounts[half..])));
            rows += Rows(map);
        }

        rows.ShouldBe(300_000);
        parts.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Sums_go_beyond_32_bits()
    {
        var map = new FlowTableMap(0, false);
        map.NextPart();
        var one = new TableAmount(0, 7, 0, OutWindow, 3_000_000_000, 9_000_000_000_000, 100, 200);

        Add(map, [one, one, one with { Bytes = 1, Packets = 1 }, one with { Bytes = uint.MaxValue, Packets = 0 }, one with { Class = InWindow, Bytes = 5, Packets = 5 }, one with { Key = 8 }]);

        Rows(map).ShouldBe(2);
    }

    [Fact]
    public void More_records_than_a_cell_counts_are_counted()
    {
        var map = new FlowTableMap(0, false);
        map.NextPart();
        var one = new TableAmount(0, 7, 0, InWindow, 1, uint.MaxValue, 100, 200);
        var many = one with { Records = TableAmount.MostRecords };

        Add(map, [one, many, one, many, many, one, one with { Key = 9 }]);

        Rows(map).ShouldBe(2);
    }

    [Fact]
    public void What_was_carried_leaves_with_its_key_when_the_keys_are_split()
    {
        var map = new FlowTableMap(0, false);
        var amounts = Some(150_000, false).Select((amount, i) => i % 50 == 0 ? amount with { Bytes = 1L << 40 } : amount).ToList();
        plain.Clear();
        amounts.ForEach(Expect);
        var rows = 0;

        while (map.NextPart())
        {
            Feed(map, amounts);
            rows += Rows(map);
        }

        rows.ShouldBe(150_000);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(8L << 20, false)]
    public async Task What_is_carried_of_many_keys_stays_inside_the_budget(long budget, bool isWide)
    {
        var map = new FlowTableMap(budget, isWide);
        var amounts = new List<TableAmount>();
        for (var i = 0; i < 30_000; i++)
        {
            var of = new TableAmount(0, ((ulong)(i % 1000) << 44) | (uint)(i / 1000 * 256), isWide ? (ulong)i << 40 : 0, InWindow, 1L << 33, (1L << 40) + i, (uint)i, (uint)i + 60);
            amounts.AddRange([of, of with { Class = OutWindow, Bytes = 1L << 41 }]);
        }

        plain.Clear();
        amounts.ForEach(Expect);
        var (parts, rows, most) = (0, 0, 0L);

        for (; map.NextPart(); parts++)
        {
            var half = amounts.Count / 2;
            await Task.WhenAll(Task.Run(() => Feed(map, amounts[..half])), Task.Run(() => Feed(map, amounts[half..])));
            most = Math.Max(most, map.Bytes);
            rows += Rows(map);
        }

        rows.ShouldBe(30_000);
        most.ShouldBeLessThanOrEqualTo(Math.Max(FlowTableMap.Least, budget));
        parts.ShouldBeLessThan(100);
    }

    [Fact]
    public void First_and_last_are_of_the_window()
    {
        var map = new FlowTableMap(0, false);
        map.NextPart();
        var one = new TableAmount(0, 7, 0, InWindow, 1, 1, 100, 200);
        Feed(map, [one, one with { Class = InBaseline, First = 5, Last = 999 }, one with { Class = OutWindow, First = 90, Last = 150 }, one with { Class = InBaseline, Key = 8 }]);
        var found = new List<(ulong, uint, uint)>();

        map.Rows((key, _, _, first, last) => found.Add((key, first, last)));

        found.Order().ShouldBe([(7UL, 90u, 200u), (8UL, uint.MaxValue, 0u)]);
    }

    [Fact]
    public void A_map_that_starts_again_knows_nothing()
    {
        var map = new FlowTableMap(0, false);
        map.NextPart();
        Feed(map, [.. Some(200_000, false)]);
        plain.Clear();

        map.Restart();
        Rows(map).ShouldBe(0);
        Add(map, [new TableAmount(0, 7, 0, InWindow, 1, 1L << 33, 100, 200)]);

        Rows(map).ShouldBe(1);
        map.NextPart().ShouldBeFalse();
    }

    /// <summary>Keys that differ in few bits, as pairs of interfaces and addresses do, each with one to six classes, and a second record of the first.</summary>
    private List<TableAmount> Some(int keys, bool isWide)
    {
        var amounts = new List<TableAmount>();
        for (var i = 0; i < keys; i++)
        {
            var of = new TableAmount(0, ((ulong)(i % 1000) << 44) | (uint)(i / 1000 * 256), isWide ? (ulong)i << 40 : 0, InWindow, i % 7, i, (uint)i, (uint)i + 60);
            for (var one = 0; one <= i % 6; one++) amounts.Add(of with { Class = (byte)(one * 3) });
            amounts.Add(of);
        }

        amounts.ForEach(Expect);
        return [.. amounts.OrderBy(static amount => amount.Bytes * 7919 % 10_007)];
    }

    private void Add(FlowTableMap map, IReadOnlyList<TableAmount> amounts)
    {
        if (plain.Count == 0)
        {
            foreach (var amount in amounts) Expect(amount);
        }

        Feed(map, amounts);
    }

    private void Expect(TableAmount amount)
    {
        if (!plain.TryGetValue((amount.Key, amount.More), out var classes)) plain[(amount.Key, amount.More)] = classes = [];
        classes[amount.Class] = classes.GetValueOrDefault(amount.Class) + new Traffic(amount.Records, amount.Packets, amount.Bytes);
    }

    private static void Feed(FlowTableMap map, IEnumerable<TableAmount> amounts)
    {
        var hashed = amounts.Select(amount => amount with { Hash = map.HashOf(amount.Key, amount.More) });
        foreach (var batch in hashed.Chunk(20_000))
        {
            foreach (var shard in batch.GroupBy(static amount => FlowTableMap.ShardOf(amount.Hash)))
            {
                foreach (var some in shard.Chunk(FlowTableFeed.Batch)) map.Add(some, shard.Key);
            }
        }
    }

    /// <summary>Number of rows; each is held against the plain sums.</summary>
    private int Rows(FlowTableMap map)
    {
        var rows = 0;
        map.Rows((key, more, sums, _, _) =>
        {
            rows++;
            var told = plain[(key, more)];
            if (sums.Length != told.Count) throw new InvalidOperationException($"{sums.Length} classes of {key}, not {told.Count}");
            foreach (var sum in sums)
            {
                if (told[sum.Class] != sum.Traffic) throw new InvalidOperationException($"{sum} of {key}, not {told[sum.Class]}");
            }
        });
        return rows;
    }
}
