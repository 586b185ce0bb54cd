using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Trail;

/// <summary>CloudTrail logs of a made-up account, in the layout of S3. The same options give the same bytes.</summary>
public static class TrailWorld
{
    /// <summary>Writes the objects below a folder that should be empty, and tells what is in them.</summary>
    public static TrailTruth Write(string folder, TrailWorldOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 2);
        Directory.CreateDirectory(folder);
        var plot = new TrailPlot(options);
        var tallies = Crew.Work(plot.Jobs, options.Threads, () => plot.Tally(folder), plot.WriteObject);
        var all = plot.Tally(folder);
        foreach (var one in tallies) all.Add(one);
        return Truth(plot, all, plot.WriteStrays(all));
    }

    private static TrailTruth Truth(TrailPlot plot, TrailTally all, ObjectFaultsTruth objects) => new()
    {
        Start = DateTimeOffset.FromUnixTimeSeconds(plot.Time.First),
        End = DateTimeOffset.FromUnixTimeSeconds(plot.Time.End),
        Events = all.Events,
        AdjacentDuplicates = all.Adjacent,
        LaterDuplicates = all.Later,
        RawBytes = all.RawBytes,
        StoredBytes = all.Shelf.StoredBytes,
        Objects = all.Shelf.Objects,
        Role = plot.Cast.Target.Name,
        RoleArn = plot.Cast.Target.Arn,
        RoleHours = all.Hours,
        LastDay = DateTimeOffset.FromUnixTimeSeconds(plot.Planted.LastDay),
        NewCalls = all.New(TrailTrait.Call),
        NewUserAgents = all.New(TrailTrait.UserAgent),
        NewAddresses = all.New(TrailTrait.Address),
        NewRegions = all.New(TrailTrait.Region),
        Attacker = TrailCast.Attacker,
        AttackerFirst = DateTimeOffset.FromUnixTimeSeconds(all.AttackerFirst),
        AttackerLast = DateTimeOffset.FromUnixTimeSeconds(all.AttackerLast),
        AttackerEvents = all.AttackerEvents,
        AttackerCalls = all.New(TrailTrait.AttackerCall),
        Faults = new TrailFaultsTruth(objects, all.EventsTwice, all.Anonymized),
    };
}
