using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class FlowHourRowTests(ITestOutputHelper output)
{
    private const long Hour = 478_000;

    [Fact]
    public void A_row_packed_at_any_time_is_the_same_row()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (plain, packed) = (new FlowHourRow().Begin(Hour), new FlowHourRow().Begin(Hour));
            for (var step = random.Next(30); step > 0; step--)
            {
                var change = Change(random);
                change(plain);
                change(packed);
                if (random.Next(3) == 0) packed.Pack();
            }

            Told(packed).ShouldBe(Told(plain));
        }
    }

    [Fact]
    public void A_row_used_again_knows_nothing_of_before()
    {
        var row = new FlowHourRow().Begin(Hour);
        row.Add(3, new Traffic(1, 2, 3));
        row.AddSeconds(Hour * 3600, (Hour * 3600) + 60);
        row.Pack();

        Told(row.Begin(Hour + 1)).ShouldBe(Told(new FlowHourRow().Begin(Hour + 1)));
    }

    private static Action<FlowHourRow> Change(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                return static row => row.Turn();
            case 1:
                var (cell, traffic) = (random.Next(FlowHourRow.Cells), new Traffic(random.Next(1, 9), random.NextInt64(1L << 40), random.NextInt64(1L << 50)));
                return row => row.Add(cell, traffic);
            case 2:
                var (isPacked, theirs) = (random.Next(2) == 0, random.Next(FlowHourRow.Cells));
                var at = (Hour * 3600) + random.Next(3600);
                return row =>
                {
                    var other = new FlowHourRow().Begin(Hour);
                    other.Add(theirs, new Traffic(7, 8, 9));
                    other.AddSeconds(at, at + 90);
                    other.Span(at, at + 90, at);
                    if (isPacked) other.Pack();
                    row.Add(other);
                };
            default:
                var from = (Hour * 3600) + random.Next(3600);
                var length = random.Next(20) == 0 ? 5000 : random.Next(700);
                return row =>
                {
                    row.AddSeconds(from, from + length);
                    row.Span(from, from + length, from);
                };
        }
    }

    private static string Told(FlowHourRow row) =>
        $"{row.Hour} {row.MinStart} {row.MaxEnd} {row.MaxSlot} {string.Join(' ', Enumerable.Range(0, FlowHourRow.Cells).Select(row.Cell))} {string.Join(' ', row.Runs())} {row.Long}";
}
