using ChatOps.SampleDay.Detective;
using ChatOps.SampleDay.Findings;
using ChatOps.SampleDay.Flows;
using ChatOps.SampleDay.Roles;
using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay;

/// <summary>Everything the sample consists of, apart from its README.</summary>
internal static class WorkshopDay
{
    public static IEnumerable<SampleFile> Files() =>
        new[] { FindingsFile.Make(), RolesFile.Make(), DetectiveFile.Make() }.Concat(TrailObjects.All()).Concat(FlowObjects.All());
}
