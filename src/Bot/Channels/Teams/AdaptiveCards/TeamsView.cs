using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>What a card's picture in Teams depends on beside the card.</summary>
/// <param name="Message">Our id of the message: files of it stand in the room under this name.</param>
/// <param name="Room">Where people reach the room, with a slash at its end; null when they do not.</param>
/// <param name="Notice">What is said about this delivery, such as that it may be there twice; our own words; null for nothing.</param>
internal sealed record TeamsView(string Message, Uri? Room, string? Notice = null);

/// <summary>A card as Teams shows it.</summary>
/// <param name="Card">The Adaptive Card.</param>
/// <param name="Summary">What a notification says; plain text.</param>
internal sealed record TeamsRendering(JsonObject Card, string Summary);

/// <summary>Why Teams would refuse a message, or drop a part of it.</summary>
/// <param name="Pointer">Where, as a JSON pointer.</param>
internal sealed record TeamsFault(string Pointer, string Why);
