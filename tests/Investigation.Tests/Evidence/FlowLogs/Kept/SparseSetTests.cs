namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

public sealed class SparseSetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5_000)]
    [InlineData(70_000)]
    public void Every_key_is_found_and_hardly_any_other(int count)
    {
        var keys = Keys(0, count);
        var set = SparseSet.Of(keys);

        Assert.All(keys, key => Assert.True(SparseSet.MayHold(set.Span, key)));
        Assert.InRange(Keys(1_000_000, 20_000).Count(key => SparseSet.MayHold(set.Span, key)), 0, 40);
    }

    [Fact]
    public void The_order_of_the_keys_does_not_matter()
    {
        var keys = Keys(0, 3_000);
        Assert.Equal(SparseSet.Of(keys).ToArray(), SparseSet.Of([.. keys.Reverse()]).ToArray());
    }

    [Fact]
    public void Fourteen_bits_are_enough_for_a_key() => Assert.InRange(SparseSet.Of(Keys(0, 8_000)).Length, 0, (8_000 * 14 / 8) + 8);

    [Fact]
    public void What_is_no_set_may_hold_anything()
    {
        var set = SparseSet.Of(Keys(0, 100)).ToArray();
        for (var length = 0; length < set.Length; length++) Assert.True(SparseSet.MayHold(set.AsSpan(0, length), 17));
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = set.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            SparseSet.MayHold(damaged, (ulong)random.NextInt64()); // whatever it says, it does not throw
        }
    }

    private static ulong[] Keys(int from, int count) => [.. Enumerable.Range(from, count).Select(static number => KeptAddresses.KeyOf((uint)number))];
}
