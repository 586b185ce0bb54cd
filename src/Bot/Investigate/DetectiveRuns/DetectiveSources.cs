using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.Detective;
using ChatOps.Investigation.Evidence.Recorded;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Who is asked as Detective: the recording for the sample day, the API for all else.</summary>
internal sealed class DetectiveSources
{
    private readonly RecordedDetective? recorded;
    private readonly DetectiveSource? asked;

    public DetectiveSources(EvidenceOptions evidence, AwsClients clients, DetectiveLinkOptions links, TimeProvider time)
    {
        if (evidence.Source == EvidenceOrigin.Sample) recorded = RecordedDetective.Read(Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "detective.json"));
        if (clients.Places.Count > 0) asked = new DetectiveSource(clients, links.RegionsWithoutDetective, time);
    }

    /// <summary>Null when nothing is configured.</summary>
    public IDetectiveEvidence? For(bool isSampleDay) => isSampleDay ? recorded : asked;

    /// <summary>Whether an investigation can be had of the entity.</summary>
    public bool Works(bool isSampleDay, EntityRef entity) => isSampleDay
        ? recorded is not null && EntityArn.Read(recorded.EntityArn) is { } role && role.Kind == entity.Kind && role.Id == entity.Id
        : asked is not null && PrincipalArn.WhyCannot(entity) is null;
}
