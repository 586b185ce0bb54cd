using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Who uses a dialog or the message extension, and where.</summary>
/// <param name="Place">The channel or chat; its name is empty where Teams names none.</param>
/// <param name="Here">The same as a place to answer in.</param>
/// <param name="Team">The team of the channel; null outside of teams.</param>
/// <param name="Value">What was sent, in which anything may be missing or of another kind.</param>
internal sealed record TeamsAsker(Person Person, ChannelRef Place, TeamsPlace Here, string? Team, JsonElement Value)
{
    /// <summary>The thread's first message; null outside of a thread.</summary>
    public string? Root => Here.Conversation.Root;

    /// <summary>Only channels have threads.</summary>
    public bool IsInChannel => Here.Conversation.IsChannel;

    /// <summary>What a dialog's card sent: its own data and its inputs.</summary>
    public JsonElement Data => Value.Member("data") ?? default;

    /// <summary>Null when nobody is named.</summary>
    public static TeamsAsker? Of(Heard invoke)
    {
        var activity = new TeamsActivity(invoke.Payload);
        if (TeamsPeople.Of(activity) is not { } person) return null;
        return new TeamsAsker(person, new ChannelRef(TeamsOptions.Vendor, invoke.Workspace, activity.Conversation.Id), TeamsPlace.Of(invoke, activity), activity.Team, activity.Value ?? default);
    }

    /// <summary>What is said in the words of the room, with how one asks here.</summary>
    public string Told(string text) => new TeamsToldWords(text).For(Here);

    /// <summary>What was entered; null when it was left empty.</summary>
    public string? Entered(string input) => Data.Text(input)?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } text ? text : null;
}
