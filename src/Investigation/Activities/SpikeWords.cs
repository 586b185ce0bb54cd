using System.Globalization;

namespace ChatOps.Investigation.Activities;

/// <summary>Spikes in sentences.</summary>
internal static class SpikeWords
{
    public static string Sentence(ActivitySeries series, DateTimeOffset at, long value, Usual usual, bool needsDay)
    {
        var when = needsDay ? $"{Clock(at)} on {at.UtcDateTime.ToString("d MMM", CultureInfo.InvariantCulture)}" : Clock(at);
        return series is ActivitySeries.InboundBytes or ActivitySeries.OutboundBytes
            ? $"{Direction(series)} {ByteText.Of(value)} at {when}, {Against(value, usual)}."
            : $"{Subject(series, value)} at {when} (usual {UsualCount(usual)}).";
    }

    /// <summary>Spikes of one series: each in its sentence, or when they are many, how many hours there are and the one furthest above the usual.</summary>
    /// <param name="spikes">Spikes of one series, the highest multiple first.</param>
    /// <param name="most">Sentences at most.</param>
    public static IEnumerable<string> Of(IReadOnlyList<Spike> spikes, int most)
    {
        if (spikes.Count <= most) return spikes.Select(static spike => spike.Sentence);
        var first = spikes[0].Sentence;
        return [$"{Noun(spikes[0].Series)} far above the usual in {Evidence.Amount.Of(spikes.Count, "hour")}, furthest: {char.ToLowerInvariant(first[0])}{first[1..]}"];
    }

    /// <summary>The value in its unit: 255 MB, 1,600.</summary>
    public static string Amount(ActivitySeries series, double value) =>
        series is ActivitySeries.InboundBytes or ActivitySeries.OutboundBytes ? ByteText.Of(value) : Number(value);

    /// <summary>A count grouped by thousands; half ones only where the median lies between two counts.</summary>
    public static string Number(double value) => value.ToString(value < 10 ? "#,0.#" : "#,0", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Direction(ActivitySeries series) => series == ActivitySeries.InboundBytes ? "Inbound" : "Outbound";

    private static string Against(long value, Usual usual)
    {
        var held = usual.Basis == UsualBasis.SameHour ? Amount(usual.Values, "day") : $"all {Amount(usual.Values, "hour")} held, too few at this hour";
        var (hour, silent) = usual.Basis == UsualBasis.SameHour ? ("at this hour", "this hour is mostly silent") : ("an hour", "most hours are silent");
        return usual switch
        {
            { BusyLevel: > 0 and var busy } => $"where {silent} and 99 % of the busy hours stay within {ByteText.Of(busy)} ({held})",
            { BusyLevel: not null } => $"where there was nothing before ({held})",
            _ => $"{Times(value / usual.Level)} the usual {ByteText.Of(usual.Level)} {hour} ({held})",
        };
    }

    /// <summary>Such as "62 times", "2.4 times".</summary>
    public static string Times(double times) => $"{times.ToString(times < 9.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture)} times";

    private static string UsualCount(Usual usual) => usual.Basis == UsualBasis.SameHour
        ? Number(usual.Level)
        : $"{Number(usual.Level)} an hour, all {Amount(usual.Values, "hour")} held";

    private static string Noun(ActivitySeries series) => series switch
    {
        ActivitySeries.InboundBytes => "Inbound",
        ActivitySeries.OutboundBytes => "Outbound",
        ActivitySeries.InboundAddresses => "Addresses with inbound traffic",
        ActivitySeries.OutboundAddresses => "Addresses contacted",
        ActivitySeries.LocalPorts => "Local ports",
        ActivitySeries.RemotePorts => "Remote ports",
        ActivitySeries.SucceededCalls => "Successful calls",
        _ => "Failed calls",
    };

    private static string Subject(ActivitySeries series, long value) => series switch
    {
        ActivitySeries.InboundAddresses => $"Traffic from {Amount(value, "address", "addresses")}",
        ActivitySeries.OutboundAddresses => $"{Amount(value, "address", "addresses")} contacted",
        ActivitySeries.LocalPorts => $"{Amount(value, "local port")} seen",
        ActivitySeries.RemotePorts => $"{Amount(value, "remote port")} seen",
        ActivitySeries.SucceededCalls => $"{Amount(value, "call")} succeeded",
        _ => $"{Amount(value, "call")} failed",
    };

    private static string Amount(long count, string one, string? many = null) =>
        many is null || count == 1 ? Evidence.Amount.Of(count, one) : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");
}
