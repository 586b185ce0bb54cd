using ChatOps.Investigation.Evidence.GuardDuty.Wire;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Threat lists and threat names, wherever a finding writes them.</summary>
internal static class ThreatReader
{
    public static IReadOnlyList<string> Lists(GuardDutyNode service, GuardDutyNode info) => Distinct(
    [
        .. Intelligence(service).Select(static one => one["threatListName"].Text()),
        info["threatListName"].Text(),
    ]);

    public static IReadOnlyList<string> Names(GuardDutyNode service, GuardDutyNode info) => Distinct(
    [
        .. Intelligence(service).SelectMany(static one => one["threatNames"].Texts()),
        info["threatName"].Text(),
        .. OfVolumes(service["ebsVolumeScanDetails"]["scanDetections"]),
        .. service["malwareScanDetails"]["threats"].Items().Select(static one => one["name"].Text()),
    ]);

    private static IEnumerable<GuardDutyNode> Intelligence(GuardDutyNode service) => service["evidence"]["threatIntelligenceDetails"].Items();

    private static IEnumerable<string?> OfVolumes(GuardDutyNode detections) =>
        detections["threatDetectedByName"]["threatNames"].Items().Select(static one => one["name"].Text())
            .Append(detections["highestSeverityThreatDetails"]["threatName"].Text());

    private static IReadOnlyList<string> Distinct(IEnumerable<string?> names) => [.. names.OfType<string>().Distinct().Take(ActorReader.Most)];
}
