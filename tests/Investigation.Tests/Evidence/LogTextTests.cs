using System.Text;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence;

public sealed class LogTextTests
{
    private static readonly byte[] Content = Lines(30_000);

    [Fact]
    public async Task Plain_text_is_handed_on_as_it_is() => (await ReadAsync(Content)).ShouldBe((Content.Length, false));

    [Fact]
    public async Task Compressed_text_is_told_by_its_first_bytes() => (await ReadAsync(Gzip(Content))).ShouldBe((Content.Length, false));

    [Theory]
    [InlineData(30_000, "at once, where there is a libdeflate")]
    [InlineData(400_000, "piece by piece: longer than is kept in memory")]
    public async Task Compressed_text_comes_out_as_it_went_in(int lines, string how)
    {
        var content = Lines(lines);
        foreach (var stored in (byte[][])[Gzip(content), [.. Gzip(content[..100]), .. Gzip(content[100..])]])
        {
            await using var text = await LogText.OpenAsync(new MemoryStream(stored), default);
            var read = new MemoryStream();
            await text.CopyToAsync(read);
            read.ToArray().AsSpan().SequenceEqual(content).ShouldBeTrue(how);
        }
    }

    [Fact]
    public async Task Several_members_back_to_back_are_one_text() => (await ReadAsync([.. Gzip(Content), .. Gzip(Content)])).ShouldBe((2 * Content.Length, false));

    [Fact]
    public async Task An_empty_object_is_an_empty_text() => (await ReadAsync([])).ShouldBe((0, false));

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task Cut_off_content_gives_what_was_readable_and_then_says_so(double part)
    {
        var packed = Gzip(Content);

        var (length, isCutOff) = await ReadAsync(packed[..(int)(packed.Length * part)]);

        isCutOff.ShouldBeTrue();
        length.ShouldBeInRange(part < 0.1 ? 0 : Content.Length / 4, Content.Length - 1);
    }

    [Fact]
    public async Task A_missing_end_of_the_last_member_is_a_cut_too()
    {
        var packed = Gzip(Content);

        (await ReadAsync(packed[..^4])).ShouldBe((Content.Length, true));
    }

    private static byte[] Lines(int count) => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, count).Select(i => $"line {i * 7919L}")));

    private static async Task<(int Length, bool IsCutOff)> ReadAsync(byte[] stored)
    {
        await using var text = await LogText.OpenAsync(new MemoryStream(stored), default);
        var read = new MemoryStream();
        var buffer = new byte[5_000];
        try
        {
            int count;
            while ((count = await text.ReadAsync(buffer)) > 0) read.Write(buffer, 0, count);
        }
        catch (EndOfStreamException)
        {
            Content.AsSpan(0, (int)read.Length).SequenceEqual(read.ToArray()).ShouldBeTrue();
            return ((int)read.Length, true);
        }

        return ((int)read.Length, false);
    }
}
