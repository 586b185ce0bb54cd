using System.Runtime.InteropServices;
using System.Text.Json;
using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>
/// The one reader of GuardDuty's JSON, for every spelling in which a finding is passed on: EventBridge, the API, SDK dumps, exports.
/// Required are accountId (digits), region (else the ARN's), id, type, severity (0 to 10) and updatedAt; a document without one of them, or with a wrong one,
/// is refused. The API also calls arn, createdAt, resource and schemaVersion required, but nothing here depends on them: createdAt falls back on the
/// first time seen. Times of the observation that are present but unreadable refuse the document. A count that is absent or below 1 is 1, as one
/// delivery tells of one occurrence at least. Anything else that is absent, null or of an unexpected shape is left out. Never throws on input.
/// </summary>
public static class GuardDutyFindingReader
{
    /// <summary>Reads one finding.</summary>
    /// <param name="json">The finding as UTF-8 JSON, without the envelope around it.</param>
    /// <param name="pathPrefix">Path of the finding in its envelope, such as <c>$.detail</c>: refusals begin with it.</param>
    /// <returns><see cref="FindingRead"/> or <see cref="FindingRefused"/>.</returns>
    public static FindingReading Read(ReadOnlyMemory<byte> json, string pathPrefix = "$") => Read(json.Span, pathPrefix);

    /// <summary>Reads one finding that stands inside a parsed envelope.</summary>
    /// <param name="json">The finding's element.</param>
    /// <param name="pathPrefix">Path of the element in its envelope, such as <c>$.detail</c>.</param>
    /// <returns><see cref="FindingRead"/> or <see cref="FindingRefused"/>.</returns>
    public static FindingReading Read(JsonElement json, string pathPrefix = "$") =>
        json.ValueKind == JsonValueKind.Undefined
            ? new FindingRefused(pathPrefix, "is missing; a GuardDuty finding is needed")
            : Read(JsonMarshal.GetRawUtf8Value(json), pathPrefix);

    private static FindingReading Read(ReadOnlySpan<byte> json, string pathPrefix) =>
        GuardDutyDocument.Read(json, pathPrefix, out var refused) is { } document ? Read(document.Root, pathPrefix) : refused!;

    private static FindingReading Read(GuardDutyNode root, string pathPrefix)
    {
        if (!root.IsObject) return new FindingRefused(pathPrefix, "is not a JSON object; a GuardDuty finding is needed");
        var refusals = new Refusals();
        var header = FindingHeader.Read(root, pathPrefix, refusals);
        if (refusals.First is not null) return refusals.First;
        var finding = Body(root, header!, refusals);
        return refusals.First is null ? new FindingRead(finding) : refusals.First;
    }

    private static Finding Body(GuardDutyNode root, FindingHeader header, Refusals refusals)
    {
        var service = root["service"];
        var (firstSeen, lastSeen) = (header.FirstSeen, header.LastSeen);
        var sequence = SequenceReader.Read(service["detection"]["sequence"], firstSeen, lastSeen, refusals);
        var info = AdditionalFields.Of(service["additionalInfo"]);
        return new Finding
        {
            Id = header.Id,
            Partition = header.Partition,
            Arn = root["arn"].Text(),
            DetectorId = service["detectorId"].Text(),
            Type = header.Type,
            Severity = header.Severity,
            Title = root["title"].Text() ?? header.Type.Text,
            Description = root["description"].Text() ?? "",
            FirstSeen = firstSeen,
            LastSeen = lastSeen,
            CreatedAt = header.CreatedAt,
            UpdatedAt = header.UpdatedAt,
            Count = Count(service["count"]),
            Archived = service["archived"].Flag() ?? false,
            IsSample = info["sample"].Flag() ?? false,
            ResourceRole = service["resourceRole"].Text(),
            ResourceType = root["resource"]["resourceType"].Text(),
            Action = ActionReader.Read(service["action"], info),
            Actors = ActorReader.Read(service["action"], sequence?.Endpoints ?? []),
            Resources = ResourceReader.Read(root["resource"], sequence?.Resources ?? []),
            ThreatLists = ThreatReader.Lists(service, info),
            Threats = ThreatReader.Names(service, info),
            Process = ProcessReader.Read(service["runtimeDetails"]),
            Sequence = sequence?.Sequence,
            AttackSequenceArn = root["associatedAttackSequenceArn"].Text(),
            Details = DetailReader.Read(root, service, info),
        };
    }

    /// <summary>GuardDuty's own type is a 32-bit integer: larger numbers are cut there, so that sums of counts cannot overflow.</summary>
    internal static long Count(GuardDutyNode node) => Math.Clamp(node.Whole() ?? 1, 1, int.MaxValue);
}
