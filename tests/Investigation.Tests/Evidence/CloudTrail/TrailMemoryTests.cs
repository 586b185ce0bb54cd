using System.Text;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>What reading takes of the whole process's memory.</summary>
[Collection(nameof(LargeTests))]
public sealed class TrailMemoryTests
{
    [Fact]
    public async Task An_object_of_75_MB_in_one_line_is_read_in_little_memory()
    {
        const long limit = 24 * 1024 * 1024;
        var big = new GeneratedTrail(55_000);
        var reader = new TrailReader(Encoding.UTF8.GetBytes("198.51.100.23"));
        var calls = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var highest = 0L;

        await reader.ReadAsync(
            big,
            _ =>
            {
                if (calls++ % 5_000 == 0) highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
            },
            default);

        calls.ShouldBe(55_000);
        big.Position.ShouldBeGreaterThan(75_000_000);
        highest.ShouldBeLessThan(limit);
    }
}
