using System.Text.Json.Nodes;

namespace ChatOps.SampleDay.Findings;

/// <summary>A delivery as EventBridge hands it on: the envelope, and the finding in GuardDuty's words.</summary>
internal static class FindingEvent
{
    public static JsonObject Of(Delivery delivery)
    {
        var dice = new Dice($"event {delivery.Story.Number} {Lab.Iso(delivery.ReportedAt)}");
        return new()
        {
            ["version"] = "0",
            ["id"] = dice.Uuid(),
            ["detail-type"] = "GuardDuty Finding",
            ["source"] = "aws.guardduty",
            ["account"] = Lab.Account,
            ["time"] = Lab.Iso(delivery.ReportedAt.AddSeconds(20)),
            ["region"] = Lab.Region,
            ["resources"] = new JsonArray(),
            ["detail"] = Finding(delivery),
        };
    }

    private static JsonObject Finding(Delivery delivery)
    {
        var story = delivery.Story;
        return new()
        {
            ["schemaVersion"] = "2.0",
            ["accountId"] = Lab.Account,
            ["region"] = Lab.Region,
            ["partition"] = "aws",
            ["id"] = story.Id,
            ["arn"] = story.Arn,
            ["type"] = story.Type,
            ["resource"] = FindingResource.Of(story.Deed),
            ["service"] = Service(delivery),
            ["severity"] = story.Severity,
            ["createdAt"] = Millis(Delivery.Of(story)[0].ReportedAt),
            ["updatedAt"] = Millis(delivery.ReportedAt),
            ["title"] = story.Deed.Title,
            ["description"] = story.Deed.Description,
        };
    }

    private static JsonObject Service(Delivery delivery)
    {
        var service = new JsonObject
        {
            ["serviceName"] = "guardduty",
            ["detectorId"] = Lab.DetectorId,
            ["action"] = FindingAction.Of(delivery.Deed),
        };
        if (delivery.Deed is RanMiner)
        {
            service["featureName"] = "RuntimeMonitoring";
            service["runtimeDetails"] = FindingProcess.Details();
        }
        else
        {
            service["resourceRole"] = delivery.Deed is CalledApi ? "TARGET" : "ACTOR";
        }

        AddEvidence(service, delivery.Deed);
        service["eventFirstSeen"] = Millis(delivery.Story.First);
        service["eventLastSeen"] = Millis(delivery.LastSeen);
        service["archived"] = false;
        service["count"] = delivery.Count;
        return service;
    }

    private static void AddEvidence(JsonObject service, Deed deed)
    {
        var (list, threat) = deed switch
        {
            CalledApi => (Lab.ThreatList, null),
            AskedForDomain asked => ("Amazon", asked.ThreatName),
            RanMiner => ("Amazon", "Bitcoin pool"),
            _ => (null, (string?)null),
        };
        var additional = list is null ? new JsonObject() : new JsonObject { ["threatListName"] = list };
        var value = SampleFile.OneLine(additional);
        additional["value"] = value;
        additional["type"] = "default";
        service["additionalInfo"] = additional;
        if (list is not null)
        {
            service["evidence"] = new JsonObject
            {
                ["threatIntelligenceDetails"] = new JsonArray(new JsonObject
                {
                    ["threatListName"] = list,
                    ["threatNames"] = threat is null ? [] : new JsonArray(threat),
                }),
            };
        }
    }

    private static string Millis(DateTimeOffset time) => Lab.Iso(time).Replace("Z", ".000Z", StringComparison.Ordinal);
}
