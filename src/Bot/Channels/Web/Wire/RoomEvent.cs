namespace ChatOps.Bot.Channels.Web.Wire;

/// <summary>Data of a <c>message</c> event.</summary>
internal sealed record RoomMessageEvent(string Thread, RoomMessage Message);

/// <summary>Data of a <c>status</c> event.</summary>
internal sealed record RoomStatus(bool Sample, DateTimeOffset AsOf, string Source, RoomReplay? Replay);

/// <param name="Speed">Seconds of the day per second; 0 when it is played at once.</param>
internal sealed record RoomReplay(bool Running, double Speed);
