using System.Globalization;

namespace ChatOps.Investigation.Activities;

/// <summary>Call volume in sentences.</summary>
internal static class CallWords
{
    public static string Totals(CallVolume volume)
    {
        if (volume.KnownHours == 0) return "No log object covers this window: its calls are unknown, not none.";
        var said = string.Create(CultureInfo.InvariantCulture, $"{volume.Total.Succeeded:N0} successful · {volume.Total.Failed:N0} failed");
        if (volume.UsualTotal is not { } usual) return $"{said}; {Lower(FlowWords.NotCompared("Calls", volume.Succeeded))}";
        var hour = volume.Hours.First(static hour => hour.Count is not null);
        var when = volume.KnownHours > 1 ? "in these hours" : hour.UsualSucceeded!.Basis == UsualBasis.SameHour ? "at this hour" : "an hour";
        return $"{said}; usual {when} {SpikeWords.Number(usual.Succeeded)} and {SpikeWords.Number(usual.Failed)}.";
    }

    public static string? Share(CallVolume volume)
    {
        if (volume.SucceededShare is not { } share) return null;
        var before = volume.TypicalSucceededShare is { } typical ? $" (before: {Percent(typical)})" : "";
        return $"{Percent(share)} of the calls succeed{before}.";
    }

    public static string? Typical(CallVolume volume)
    {
        List<string> said = [];
        if (volume.SucceededChange is { } succeeded) said.Add(Rate(volume.Total.Succeeded, volume, "successful", succeeded, volume.Succeeded.Mean));
        if (volume.FailedChange is { } failed) said.Add(Rate(volume.Total.Failed, volume, "failed", failed, volume.Failed.Mean));
        return said.Count == 0 ? null : $"{string.Join("; ", said)}.";
    }

    public static IReadOnlyList<string> All(CallVolume volume, int most)
    {
        List<string> said = [Totals(volume)];
        if (Share(volume) is { } share) said.Add(share);
        if (Typical(volume) is { } typical) said.Add(typical);
        // of a single hour the totals say all of it already
        if (volume.Hours.Count > 1 || volume.UsualTotal is null)
        {
            said.AddRange(SpikeWords.Of([.. volume.Spikes.Where(static spike => spike.Series == ActivitySeries.SucceededCalls)], most));
            said.AddRange(SpikeWords.Of([.. volume.Spikes.Where(static spike => spike.Series == ActivitySeries.FailedCalls)], most));
        }

        if (volume.KnownHours > 0 && FlowWords.Unknown(volume.Hours.Count - volume.KnownHours) is { } unknown) said.Add(unknown);
        return said;
    }

    /// <summary>A share with three digits; only all is 100 %, only nothing is 0 %.</summary>
    public static string Percent(double share)
    {
        var percent = share * 100;
        var rounded = share is > 0 and < 1 ? Math.Clamp(percent, 0.1, 99.9) : percent;
        return $"{rounded.ToString("0.#", CultureInfo.InvariantCulture)} %";
    }

    private static string Rate(long calls, CallVolume volume, string outcome, double change, double typical)
    {
        var rate = SpikeWords.Number(calls / (double)volume.KnownHours);
        var percent = (Math.Abs(change) * 100).ToString(Math.Abs(change) < 0.1 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
        var differs = percent == "0" ? "as is typical" : $"{percent} % {(change > 0 ? "more" : "fewer")} than typical";
        return $"{rate} {outcome} calls an hour, {differs} ({SpikeWords.Number(typical)})";
    }

    private static string Lower(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
}
