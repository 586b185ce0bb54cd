using System.Text.Json.Serialization;
using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Channels.Web.Wire;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(RoomCase))]
[JsonSerializable(typeof(RoomCasePage))]
[JsonSerializable(typeof(RoomCaseWhole))]
[JsonSerializable(typeof(RoomTimeline))]
[JsonSerializable(typeof(RoomReports))]
[JsonSerializable(typeof(RoomChannels))]
[JsonSerializable(typeof(RoomFound))]
[JsonSerializable(typeof(RoomThread))]
[JsonSerializable(typeof(RoomThreadPage))]
[JsonSerializable(typeof(RoomThreadWithMessages))]
[JsonSerializable(typeof(RoomCommand))]
[JsonSerializable(typeof(RoomSaying))]
[JsonSerializable(typeof(RoomPress))]
[JsonSerializable(typeof(RoomKey))]
[JsonSerializable(typeof(RoomPerson))]
[JsonSerializable(typeof(RoomReceipt))]
[JsonSerializable(typeof(RoomSaid))]
[JsonSerializable(typeof(RoomCompletions))]
[JsonSerializable(typeof(RoomOutbox))]
[JsonSerializable(typeof(RoomAudit))]
[JsonSerializable(typeof(RoomAuditEntry))]
[JsonSerializable(typeof(RoomIntake))]
[JsonSerializable(typeof(RoomIngest))]
[JsonSerializable(typeof(RoomRetention))]
[JsonSerializable(typeof(RoomMessageEvent))]
[JsonSerializable(typeof(RoomStatus))]
internal sealed partial class RoomJson : JsonSerializerContext;
