using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Flows;

/// <summary>VPC flow logs of a made-up account, in the layout of S3. The same options give the same bytes.</summary>
public static class FlowWorld
{
    /// <summary>Writes the objects below a folder that should be empty, and tells what is in them.</summary>
    public static FlowTruth Write(string folder, FlowWorldOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Interfaces, 8);
        Directory.CreateDirectory(folder);
        var plot = new FlowPlot(options);
        var tallies = Crew.Work(plot.Time.Slots, options.Threads, () => plot.Tally(folder), plot.WriteObject);
        var all = plot.Tally(folder);
        foreach (var one in tallies) all.Add(one);
        var faults = plot.WriteStrays(all);
        return Truth(plot, all, faults);
    }

    private static FlowTruth Truth(FlowPlot plot, FlowTally all, ObjectFaultsTruth objects)
    {
        var (time, victim, day) = (plot.Time, plot.Cast.Victim, plot.Planted.AttackDay);
        return new FlowTruth
        {
            Start = DateTimeOffset.FromUnixTimeSeconds(time.First),
            End = DateTimeOffset.FromUnixTimeSeconds(time.End),
            Rows = all.Rows,
            NoData = all.NoData,
            SkipData = all.SkipData,
            RawBytes = all.RawBytes,
            StoredBytes = all.Shelf.StoredBytes,
            Objects = all.Shelf.Objects,
            Attacker = FlowCast.Attacker,
            AttackerSpan = all.AttackSpan(time.First, time.End),
            AttackDay = DateTimeOffset.FromUnixTimeSeconds(day),
            AttackerDaySpan = all.AttackSpan(day, day + 86400),
            Victim = new VictimTruth(
                victim.Id, victim.Instance!, victim.Address.ToString(), victim.Address6.ToString(), FlowCast.VictimSecondary.ToString(), all.VictimNoData, all.VictimSkipData, all.Hours),
            TopTalkers = all.World.Truth(plot.Options.TopTalkers),
            TopTalkersHour = DateTimeOffset.FromUnixTimeSeconds(plot.NamedHour),
            HourTopTalkers = all.NamedHour.Truth(plot.Options.TopTalkers),
            Faults = new FlowFaultsTruth(
                objects, all.RowsTwice, all.RepeatedHeaders, all.LateRows,
                all.Oddities.GetValueOrDefault(Oddity.Mac), all.Oddities.GetValueOrDefault(Oddity.Anonymized),
                all.Oddities.GetValueOrDefault(Oddity.Spelled), all.Oddities.GetValueOrDefault(Oddity.Secondary)),
        };
    }
}
