namespace ChatOps.LogWorld;

/// <summary>Draws numbers by weight, out of a table of 65,536 lots.</summary>
internal sealed class Lots
{
    private readonly ushort[] table = new ushort[1 << 16];

    public Lots(int count, Func<int, double> weight)
    {
        var total = Enumerable.Range(0, count).Sum(weight);
        var (at, sum) = (0, weight(0));
        for (var lot = 0; lot < table.Length; lot++)
        {
            while (at < count - 1 && sum / total <= (lot + 0.5) / table.Length) sum += weight(++at);
            table[lot] = (ushort)at;
        }
    }

    public int Draw(ref Dice dice) => table[dice.Next() >> 48];
}
