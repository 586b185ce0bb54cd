using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>Words that one person alone sees.</summary>
internal sealed class SlackWhisper(SlackDouble slack, SlackTeammate person, SlackWhisperState state)
{
    public string Ts => state.Ts;

    public string ChannelId => state.Channel;

    public SlackPlace Place => new(slack, state.Channel);

    public string? ThreadTs => state.Message["thread_ts"]?.ToString();

    public JsonObject Json => slack.State.Read(_ => (JsonObject)state.Message.DeepClone());

    public string Words => slack.State.Read(_ => SlackWords.Of(state.Message));

    public IReadOnlyList<string> Buttons => SurfaceOf().Labels;

    public SlackPressable Button(string label) => new(slack, _ => SurfaceOf(), label);

    public SlackPressable Menu(string actionId) => new(slack, _ => SurfaceOf(), actionId);

    /// <summary>An interaction with words that are kept nowhere carries no message.</summary>
    internal SlackSurface SurfaceOf() => new(Json, type =>
    {
        var payload = person.Interaction(type);
        var container = new JsonObject { ["type"] = "message", ["message_ts"] = state.Ts, ["channel_id"] = state.Channel, ["is_ephemeral"] = true };
        if (ThreadTs is { } thread) container["thread_ts"] = thread;
        payload["container"] = container;
        payload["channel"] = new JsonObject { ["id"] = state.Channel, ["name"] = Place.Name };
        payload["response_url"] = slack.State.NewResponseUrl(slack.Address, person.Id, state.Channel, ThreadTs, state.Ts);
        return payload;
    });
}
