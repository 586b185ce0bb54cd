using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence;

public sealed class LibDeflateTests
{
    private const int SizeField = 4;
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 30_000).Select(i => $"line {i * 7919}")));
    private static readonly byte[] Empty = Convert.FromHexString("1f8b080000000000000303000000000000000000"); // the runtime writes nothing at all for nothing

    [LibDeflateFact]
    public void One_member_is_expanded() => Expanded(Gzip(Content)).ShouldBe(Content);

    [LibDeflateFact]
    public void Several_members_are_one_text_though_the_last_tells_its_own_size_only() =>
        Expanded([.. Gzip(Content), .. Empty, .. Gzip("the end"u8.ToArray())]).ShouldBe([.. Content, .. "the end"u8]);

    [LibDeflateFact]
    public void An_empty_member_is_an_empty_text() => Expanded(Empty).ShouldBe([]);

    [LibDeflateTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5 << 20)]
    [InlineData(uint.MaxValue)]
    public void A_size_that_is_a_lie_leaves_it_to_the_stream(uint told)
    {
        var stored = Gzip(Content);
        BinaryPrimitives.WriteUInt32LittleEndian(stored.AsSpan(stored.Length - SizeField), told);

        Expanded(stored).ShouldBeNull();
    }

    [LibDeflateFact]
    public void Text_too_long_for_memory_is_left_to_the_stream()
    {
        Expanded(Gzip(new byte[(4 << 20) + 1])).ShouldBeNull();
        Expanded([.. Gzip(new byte[3 << 20]), .. Gzip(new byte[3 << 20])]).ShouldBeNull();
        Expanded(Gzip(new byte[4 << 20]))!.Length.ShouldBe(4 << 20);
    }

    [LibDeflateFact]
    public void What_is_cut_off_damaged_or_followed_by_something_else_is_left_to_the_stream()
    {
        var stored = Gzip(Content);
        Expanded([]).ShouldBeNull();
        Expanded(stored[..^1]).ShouldBeNull();
        Expanded(stored[..^9]).ShouldBeNull();
        Expanded([.. stored, 0]).ShouldBeNull();
        Expanded([.. stored, .. stored[..20]]).ShouldBeNull();
        for (var at = 0; at < stored.Length; at += 1009)
        {
            var damaged = stored.ToArray();
            damaged[at] ^= 0x55;
            if (Expanded(damaged) is { } text) text.ShouldBe(Content); // some bytes of the head mean nothing
        }
    }

    [LibDeflateFact]
    public async Task Many_threads_expand_at_once()
    {
        var contents = Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"object {i};", 1000 + i)))).ToArray();
        var texts = await Task.WhenAll(contents.Select(content => Task.Run(() => Expanded(Gzip(content)))));

        texts.ShouldBe(contents);
    }

    private static byte[]? Expanded(byte[] stored)
    {
        if (!LibDeflate.TryExpand(stored, out var text, out var length))
        {
            text.ShouldBeEmpty();
            return null;
        }

        var expanded = text[..length];
        ArrayPool<byte>.Shared.Return(text);
        return expanded;
    }

    private const string Absent = "needs libdeflate: install Debian's package libdeflate0";

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LibDeflateFactAttribute : FactAttribute
    {
        public LibDeflateFactAttribute() => Skip = LibDeflate.IsPresent ? null : Absent;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LibDeflateTheoryAttribute : TheoryAttribute
    {
        public LibDeflateTheoryAttribute() => Skip = LibDeflate.IsPresent ? null : Absent;
    }
}
