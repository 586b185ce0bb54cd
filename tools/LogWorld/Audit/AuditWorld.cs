using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Audit;

/// <summary>EKS audit logs of a made-up cluster, as a subscription of CloudWatch Logs delivers them. The same options give the same bytes.</summary>
public static class AuditWorld
{
    /// <summary>Writes the objects below a folder that should be empty, and tells what is in them.</summary>
    public static AuditTruth Write(string folder, AuditWorldOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 2);
        Directory.CreateDirectory(folder);
        var plot = new AuditRequests(options);
        var requests = plot.All().ToList();
        var objects = new SortedDictionary<long, AuditObject>();
        var (events, duplicates) = Deliver(requests, objects, options);
        var shelf = new ObjectShelf(folder);
        foreach (var (stamp, one) in objects)
        {
            var dice = Dice.For(options.Seed, "audit object", stamp);
            shelf.Put(Key(options, stamp, $"{dice.Next():x16}{dice.Next():x16}"), one.Body(ref dice));
        }

        return Truth(plot, requests, options, shelf, events, duplicates);
    }

    /// <summary>A stage is delivered with the five minutes it happened in, sometimes with the next, rarely twice.</summary>
    private static (long Events, long Duplicates) Deliver(List<AuditRequest> requests, SortedDictionary<long, AuditObject> objects, AuditWorldOptions options)
    {
        var dice = Dice.For(options.Seed, "audit delivery");
        var (events, duplicates) = (0L, 0L);
        foreach (var request in requests)
        {
            foreach (var stage in request.Stages)
            {
                var text = AuditEventWriter.Write(request, stage);
                var stamp = stage.Time.ToUnixTimeSeconds() / DayAndNight.SlotSeconds * DayAndNight.SlotSeconds + (dice.OneIn(40) ? DayAndNight.SlotSeconds : 0);
                Object(stamp).Add(stage.Time, text);
                events++;
                if (!dice.OneIn(100)) continue;
                Object(stamp + DayAndNight.SlotSeconds).Add(stage.Time, text);
                events++;
                duplicates++;
            }
        }

        return (events, duplicates);

        AuditObject Object(long stamp)
        {
            if (!objects.TryGetValue(stamp, out var one)) objects[stamp] = one = new AuditObject(options.Cluster, options.Form);
            return one;
        }
    }

    /// <summary>As Firehose names what it delivers.</summary>
    private static string Key(AuditWorldOptions options, long stamp, string unique)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(stamp);
        var id = $"{unique[..8]}-{unique[8..12]}-{unique[12..16]}-{unique[16..20]}-{unique[20..]}";
        return $"eks/{options.Cluster}/{at:yyyy}/{at:MM}/{at:dd}/{at:HH}/eks-audit-1-{at:yyyy-MM-dd-HH-mm-ss}-{id}{(options.Form == AuditForm.JsonLines ? ".json" : ".gz")}";
    }

    private static AuditTruth Truth(AuditRequests plot, List<AuditRequest> requests, AuditWorldOptions options, ObjectShelf shelf, long events, long duplicates)
    {
        var attack = requests.Where(static one => one.Address == AuditRequests.Attacker).ToList();
        var mine = requests.Where(static one => one.Subject == AuditRequests.Attacked).ToLookup(one => one.Received < plot.LastDay);
        var known = mine[true].Select(Verb).ToHashSet(StringComparer.Ordinal);
        return new AuditTruth
        {
            Start = DateTimeOffset.FromUnixTimeSeconds(plot.Time.First),
            End = DateTimeOffset.FromUnixTimeSeconds(plot.Time.End),
            Cluster = options.Cluster,
            Requests = requests.Count,
            Events = events,
            Duplicates = duplicates,
            Objects = shelf.Objects,
            StoredBytes = shelf.StoredBytes,
            Subjects =
            [
                .. requests.GroupBy(static one => one.Subject.Name, StringComparer.Ordinal).OrderBy(static one => one.Key, StringComparer.Ordinal)
                    .Select(static one => new SubjectTruth(one.Key, Hours(one))),
            ],
            Attacker = AuditRequests.Attacker,
            AttackedSubject = AuditRequests.Attacked.Name,
            AttackerFirst = attack.Min(static one => one.Received),
            AttackerLast = attack.Max(static one => one.Received),
            AttackerRequests = attack.Count,
            LastDay = plot.LastDay,
            NewVerbs =
            [
                .. mine[false].GroupBy(Verb, StringComparer.Ordinal).Where(one => !known.Contains(one.Key)).OrderBy(static one => one.Key, StringComparer.Ordinal)
                    .Select(static one => new NewVerb(one.Key, one.Count(static request => !request.Denied), one.Count(static request => request.Denied))),
            ],
        };
    }

    private static string Verb(AuditRequest request) => $"{request.Verb} {request.Resource}";

    private static IReadOnlyList<SubjectHour> Hours(IEnumerable<AuditRequest> requests) =>
    [
        .. requests.GroupBy(static one => one.Received.ToUnixTimeSeconds() / 3600).OrderBy(static one => one.Key)
            .Select(static one => new SubjectHour(DateTimeOffset.FromUnixTimeSeconds(one.Key * 3600), one.Count(static request => !request.Denied), one.Count(static request => request.Denied))),
    ];
}
