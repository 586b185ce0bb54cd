using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Persistence;

/// <summary>Deliveries of a small finding; a test says only what it is about.</summary>
internal static class SomeDelivery
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2024-08-01T{time}Z", CultureInfo.InvariantCulture);

    public static FindingDelivery Of(
        string id = "f1",
        string updated = "00:58",
        long count = 1,
        string title = "GetParameters called from 198.51.100.23",
        string type = "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom",
        string first = "00:20",
        string last = "00:54")
    {
        var json = new JsonObject
        {
            ["accountId"] = Account,
            ["region"] = Region,
            ["id"] = id,
            ["arn"] = $"arn:aws:guardduty:{Region}:{Account}:detector/d/finding/{id}",
            ["type"] = type,
            ["severity"] = 5,
            ["title"] = title,
            ["updatedAt"] = $"2024-08-01T{updated}:00.000Z",
            ["createdAt"] = "2024-08-01T00:22:00.000Z",
            ["service"] = new JsonObject { ["eventFirstSeen"] = $"2024-08-01T{first}:00.000Z", ["eventLastSeen"] = $"2024-08-01T{last}:00.000Z", ["count"] = count },
            ["somethingNew"] = "kept as it came",
        }.ToJsonString();
        var finding = GuardDutyFindingReader.Read(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<FindingRead>().Finding;
        return new FindingDelivery(finding, json, "test", At(updated), At(updated).AddSeconds(3));
    }

    public static EntityMention Mention(EntityKind kind, string id, string first = "00:20", string last = "00:54", string? owner = null, string? detectiveId = null, EntityRelation relation = EntityRelation.Actor) =>
        new(new EntityRef(kind, id, owner), relation, detectiveId, Account, Region, At(first), At(last));
}
