namespace ChatOps.SampleDay.Trail;

/// <summary>How many calls of each method, without saying when.</summary>
internal sealed record ApiMix(params (ApiMethod Method, int Count)[] Parts)
{
    public int Total => Parts.Sum(part => part.Count);

    /// <summary>The same mix for another number of calls, as near as whole numbers allow (largest remainders).</summary>
    public ApiMix Share(int total)
    {
        var exact = Parts.Select(part => (double)part.Count * total / Total).ToArray();
        var counts = exact.Select(value => (int)value).ToArray();
        var byRemainder = Enumerable.Range(0, counts.Length).OrderByDescending(i => exact[i] - counts[i]).ThenBy(i => i).ToArray();
        foreach (var i in byRemainder[..(total - counts.Sum())])
            counts[i]++;
        return new([.. Parts.Select((part, i) => (part.Method, counts[i]))]);
    }

    public ApiMix Without(ApiMix other) =>
        new([.. Parts.Select(part => (part.Method, part.Count - other.Parts.Where(o => o.Method == part.Method).Sum(o => o.Count)))]);

    /// <summary>
    /// The calls in an order that keeps every method as even as its count allows, over [from, to] to the second:
    /// the first call is at <paramref name="from"/>, the last at <paramref name="to"/>.
    /// </summary>
    public IEnumerable<(DateTimeOffset At, ApiMethod Method)> Spread(DateTimeOffset from, DateTimeOffset to)
    {
        var order = Parts
            .SelectMany((part, place) => Enumerable.Range(0, part.Count).Select(k => (part.Method, Due: (k + (place + 1.0) / (Parts.Length + 1)) / part.Count)))
            .OrderBy(call => call.Due)
            .ToArray();
        var dice = new Dice("spread " + Lab.Iso(from));
        var step = order.Length > 1 ? (to - from).TotalSeconds / (order.Length - 1) : 0;
        return order.Select((call, i) =>
        {
            var jitter = i == 0 || i == order.Length - 1 ? 0 : dice.Below((int)step + 1);
            return (from.AddSeconds(Math.Min(Math.Floor(i * step) + jitter, (to - from).TotalSeconds)), call.Method);
        });
    }
}
