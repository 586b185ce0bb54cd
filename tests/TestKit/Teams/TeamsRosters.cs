using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>Who and what there is: members, teams and their channels. Called under the state's lock.</summary>
internal sealed class TeamsRosters(TeamsDouble teams)
{
    public (int Status, JsonObject? Body) Answer(TeamsAsked asked) => (200, asked.Operation switch
    {
        "members" => Members(asked),
        "member" => Member(asked),
        "team" => OfTeam(Team(asked)),
        _ => Channels(Team(asked)),
    });

    private static JsonObject Listed(TeamsPersonState person) => new()
    {
        ["id"] = person.Id,
        ["name"] = person.Name,
        ["givenName"] = person.Name,
        ["surname"] = "",
        ["objectId"] = person.ObjectId,
        ["aadObjectId"] = person.ObjectId,
        ["email"] = $"{person.Name}@double.example",
        ["userPrincipalName"] = $"{person.Name}@double.example",
        ["tenantId"] = TeamsState.TenantId,
        ["userRole"] = "user",
    };

    private JsonObject Members(TeamsAsked asked)
    {
        var all = Conversation(asked).Roster.Select(id => teams.State.People[id]).OrderBy(static person => person.Id, StringComparer.Ordinal).ToList();
        var from = int.TryParse(asked.Query["continuationToken"], NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0;
        var size = int.TryParse(asked.Query["pageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, 1, 500) : 200;
        var page = new JsonArray([.. all.Skip(from).Take(size).Select(static person => (JsonNode)Listed(person))]);
        // The older operation gives a bare list.
        if (asked.Detail == "members") return new JsonObject { [TeamsServer.List] = new JsonArray([.. all.Select(static person => (JsonNode)Listed(person))]) };
        var answer = new JsonObject { ["members"] = page };
        if (from + size < all.Count) answer["continuationToken"] = (from + size).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private JsonObject Member(TeamsAsked asked)
    {
        var found = Conversation(asked).Roster.Select(id => teams.State.People[id]).FirstOrDefault(person => person.Id == asked.Detail || person.ObjectId == asked.Detail);
        return found is null ? throw new TeamsRefusal(404, "MemberNotFoundInConversation", "The member was not found in this conversation.") : Listed(found);
    }

    private TeamsConversationState Conversation(TeamsAsked asked)
    {
        if (!teams.State.Conversations.TryGetValue(asked.Channel!, out var found) || found.IsDeleted) throw TeamsRefusal.NoConversation;
        return found.HasBot ? found : throw TeamsRefusal.NotInRoster;
    }

    private TeamsTeamState Team(TeamsAsked asked)
    {
        if (!teams.State.Teams.TryGetValue(asked.Detail!, out var team)) throw TeamsRefusal.NoConversation;
        return team.IsInstalled ? team : throw TeamsRefusal.NotInRoster;
    }

    private JsonObject OfTeam(TeamsTeamState team) => new()
    {
        ["id"] = team.Id,
        ["name"] = team.Name,
        ["aadGroupId"] = team.GroupId,
        ["channelCount"] = teams.State.Conversations.Values.Count(channel => channel.Team == team && !channel.IsDeleted),
        ["memberCount"] = team.Members.Count,
    };

    private JsonObject Channels(TeamsTeamState team)
    {
        var channels = teams.State.Conversations.Values.Where(channel => channel.Team == team && !channel.IsDeleted).Select(static channel => (JsonNode)new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name, ["type"] = "standard" });
        return new JsonObject { ["conversations"] = new JsonArray([.. channels]) };
    }
}
