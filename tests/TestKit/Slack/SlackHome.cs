using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>A person's Home tab.</summary>
internal sealed class SlackHome(SlackDouble slack, SlackTeammate person, JsonObject view)
{
    public JsonObject Json => (JsonObject)view.DeepClone();

    public string Words => SlackWords.Of(view);

    public IReadOnlyList<string> Buttons => SurfaceOf().Labels;

    public SlackPressable Button(string label) => new(slack, _ => SurfaceOf(), label);

    public SlackPressable Menu(string actionId) => new(slack, _ => SurfaceOf(), actionId);

    internal SlackSurface SurfaceOf() => new(Json, type =>
    {
        var payload = person.Interaction(type);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view["id"]!.ToString() };
        payload["view"] = view.DeepClone();
        return payload;
    });
}
