using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>auth.test, users.*, usergroups.*, team.info, bots.info: who is who.</summary>
internal sealed class PeopleMethods(SlackDouble slack)
{
    public void AddTo(Dictionary<string, Func<SlackArguments, JsonObject>> all)
    {
        all["auth.test"] = _ => new JsonObject
        {
            ["url"] = $"https://{SlackState.Domain}.slack.com/",
            ["team"] = "ChatOps Test",
            ["user"] = "chatops",
            ["team_id"] = SlackState.TeamId,
            ["user_id"] = SlackState.BotUserId,
            ["bot_id"] = SlackState.BotId,
            ["is_enterprise_install"] = false,
        };
        all["users.info"] = User;
        all["users.conversations"] = Conversations;
        all["usergroups.list"] = _ => new JsonObject { ["usergroups"] = new JsonArray([.. slack.State.Groups.Select(static group => Described(group.Key, group.Value.Handle))]) };
        all["usergroups.users.list"] = arguments => new JsonObject
        {
            ["users"] = new JsonArray([.. (slack.State.Groups.TryGetValue(arguments.Need("usergroup"), out var group) ? group.Members : throw new SlackRefusal("no_such_subteam")).Select(static id => JsonValue.Create(id))]),
        };
        all["team.info"] = static _ => new JsonObject { ["team"] = new JsonObject { ["id"] = SlackState.TeamId, ["name"] = "ChatOps Test", ["domain"] = SlackState.Domain, ["email_domain"] = "" } };
        all["bots.info"] = static arguments => arguments.Text("bot") is null or SlackState.BotId
            ? new JsonObject { ["bot"] = new JsonObject { ["id"] = SlackState.BotId, ["app_id"] = SlackState.AppId, ["user_id"] = SlackState.BotUserId, ["name"] = "chatops", ["deleted"] = false } }
            : throw new SlackRefusal("bot_not_found");
    }

    private JsonObject User(SlackArguments arguments)
    {
        var id = arguments.Text("user") ?? throw new SlackRefusal("user_not_found");
        if (id == SlackState.BotUserId) return new JsonObject { ["user"] = new JsonObject { ["id"] = id, ["team_id"] = SlackState.TeamId, ["name"] = "chatops", ["is_bot"] = true, ["profile"] = new JsonObject { ["real_name"] = "chatops", ["display_name"] = "" } } };
        if (!slack.State.People.TryGetValue(id, out var person)) throw new SlackRefusal("user_not_found");
        return new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["id"] = id,
                ["team_id"] = SlackState.TeamId,
                ["name"] = person.Name,
                ["real_name"] = person.RealName,
                ["deleted"] = person.IsDeleted,
                ["tz"] = person.Zone,
                ["tz_offset"] = person.ZoneOffset,
                ["is_bot"] = false,
                ["is_app_user"] = false,
                ["profile"] = new JsonObject { ["real_name"] = person.RealName, ["display_name"] = person.Name, ["team"] = SlackState.TeamId },
            },
        };
    }

    /// <summary>Channels a person is in; private ones only where the app is too.</summary>
    private JsonObject Conversations(SlackArguments arguments)
    {
        var user = arguments.Text("user") ?? SlackState.BotUserId;
        var channels = slack.State.Channels.Values
            .Where(channel => channel.DirectWith is null && channel.Members.Contains(user) && (!channel.IsPrivate || channel.Members.Contains(SlackState.BotUserId)))
            .OrderBy(static channel => channel.Id, StringComparer.Ordinal).ToList();
        var from = arguments.Text("cursor") is { } cursor ? channels.FindIndex(channel => channel.Id == cursor) : 0;
        var limit = int.Parse(arguments.Text("limit") ?? "100", System.Globalization.CultureInfo.InvariantCulture);
        var page = channels.Skip(from).Take(limit).ToList();
        return new JsonObject
        {
            ["channels"] = new JsonArray([.. page.Select(static channel => new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name, ["is_private"] = channel.IsPrivate })]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = from + limit < channels.Count ? channels[from + limit].Id : "" },
        };
    }

    private static JsonObject Described(string id, string handle) => new() { ["id"] = id, ["team_id"] = SlackState.TeamId, ["is_usergroup"] = true, ["name"] = handle, ["handle"] = handle, ["date_delete"] = 0 };
}
