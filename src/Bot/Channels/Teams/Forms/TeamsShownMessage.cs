using System.Text.Json;
using ChatOps.Bot.Access;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>A message somebody acts on, as Teams shows it (learn.microsoft.com, "Action commands", messagePayload). Nothing of it is more than told.</summary>
/// <param name="Id">Of the message in its channel.</param>
/// <param name="Root">Id of the thread's first message; null when the message is that itself.</param>
/// <param name="Author">Whoever wrote it; of an app its name says so.</param>
/// <param name="WrittenAt">Null when it was not told, or lies in the future.</param>
/// <param name="Text">All that can be read in it; untrusted text.</param>
internal sealed record TeamsShownMessage(string Id, string? Root, Person Author, DateTimeOffset? WrittenAt, string Text)
{
    private const int LongestId = 19;

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Null when Teams shows none that could be meant.</summary>
    /// <param name="now">What was written later was not.</param>
    public static TeamsShownMessage? Of(JsonElement value, DateTimeOffset now)
    {
        if (value.Member("messagePayload") is not { } told || Digits(told.Text("id")) is not { } id) return null;
        var root = Digits(told.Text("replyToId"));
        var at = TeamsConversation.At(id);
        return new TeamsShownMessage(id, root == id ? null : root, AuthorOf(told), at <= now + Ahead ? at : null, TeamsMessageText.Of(told));
    }

    private static Person AuthorOf(JsonElement told)
    {
        var from = told.Member("from") ?? default;
        if (from.Member("user") is { } user && user.Text("id") is { Length: <= 200 } person) return TeamsPeople.Of(person, user.Text("displayName"));
        var app = from.Member("application") ?? default;
        var called = TeamsPeople.Of(app.Text("id") is { Length: <= 200 } id ? id : "app", app.Text("displayName") ?? "an app");
        return called with { Name = $"{called.Name} (app)" };
    }

    private static string? Digits(string? id) => id is { Length: > 0 and <= LongestId } && id.All(char.IsAsciiDigit) ? id : null;
}
