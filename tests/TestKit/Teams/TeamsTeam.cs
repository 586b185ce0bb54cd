using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A team, and what its owners do.</summary>
internal sealed class TeamsTeam(TeamsDouble teams, TeamsTeamState state)
{
    public string Id => state.Id;

    public string Name => teams.State.Read(_ => state.Name);

    /// <summary>The team's group in Entra ID.</summary>
    public string GroupId => state.GroupId;

    public bool IsInstalled => teams.State.Read(_ => state.IsInstalled);

    public TeamsPlace General => new(teams, teams.State.Read(all => all.Conversations[Id]));

    public TeamsPlace Channel(string name) => teams.Channel(name, this);

    /// <summary>The team's owner did not allow the app to read every message.</summary>
    public TeamsTeam WithoutReading() => Change(static team => team.HearsAll = false);

    /// <summary>The app is not there, and nobody is told.</summary>
    public TeamsTeam WithoutBot() => Change(static team => team.IsInstalled = false);

    /// <summary>Makes people members, quietly.</summary>
    public TeamsTeam Join(params TeamsTeammate[] people) => Change(team => team.Members.UnionWith(people.Select(static person => person.Id)));

    /// <summary>Somebody adds the app to the team, which is told twice.</summary>
    public async Task<TeamsReceipt> Install(TeamsTeammate by, TeamsPlace? selected = null)
    {
        Join(by);
        Change(static team => team.IsInstalled = true);
        await teams.Deliveries.BringAsync(Installation("add", by, selected));
        return await teams.Deliveries.BringAsync(Members("membersAdded", "teamMemberAdded", by, TeamsState.BotId));
    }

    /// <summary>Somebody removes the app; it is told, and may do nothing there any more.</summary>
    public async Task<TeamsReceipt> Uninstall(TeamsTeammate by)
    {
        Change(static team => team.IsInstalled = false);
        await teams.Deliveries.BringAsync(Members("membersRemoved", "teamMemberRemoved", by, TeamsState.BotId));
        return await teams.Deliveries.BringAsync(Installation("remove", by, null));
    }

    /// <summary>The app is brought to a newer version.</summary>
    public Task<TeamsReceipt> Upgrade(TeamsTeammate by) => teams.Deliveries.BringAsync(Installation("add-upgrade", by, null));

    /// <summary>A person is made a member by another.</summary>
    public Task<TeamsReceipt> Add(TeamsTeammate who, TeamsTeammate by)
    {
        Join(who);
        return teams.Deliveries.BringAsync(Members("membersAdded", "teamMemberAdded", by, who.Id));
    }

    public Task<TeamsReceipt> Remove(TeamsTeammate who, TeamsTeammate by)
    {
        Change(team => team.Members.Remove(who.Id));
        return teams.Deliveries.BringAsync(Members("membersRemoved", "teamMemberRemoved", by, who.Id));
    }

    public async Task<TeamsPlace> CreateChannel(string name, TeamsTeammate by)
    {
        var channel = Channel(name);
        await ChannelEventAsync("channelCreated", channel, by);
        return channel;
    }

    public Task<TeamsReceipt> Rename(string name, TeamsTeammate by)
    {
        Change(team => team.Name = name);
        return EventAsync("teamRenamed", by);
    }

    /// <summary>Nobody writes there any more, the bot neither.</summary>
    public Task<TeamsReceipt> Archive(TeamsTeammate by)
    {
        Change(static team => team.IsArchived = true);
        return EventAsync("teamArchived", by);
    }

    public Task<TeamsReceipt> Unarchive(TeamsTeammate by)
    {
        Change(static team => team.IsArchived = false);
        return EventAsync("teamUnarchived", by);
    }

    /// <summary>teamDeleted, teamRestored and what else happens to a team.</summary>
    public Task<TeamsReceipt> EventAsync(string eventType, TeamsTeammate by) => teams.Deliveries.BringAsync(Update(eventType, General, by));

    internal TeamsTeamState State => state;

    internal Task<TeamsReceipt> ChannelEventAsync(string eventType, TeamsPlace channel, TeamsTeammate by)
    {
        var told = Update(eventType, channel, by);
        told["channelData"]!["channel"]!["name"] = channel.Name;
        // What happens to a channel is told in General, as the vendor's examples have it.
        told["conversation"]!["id"] = Id;
        return IsInstalled ? teams.Deliveries.BringAsync(told) : Task.FromResult(TeamsReceipt.Nothing);
    }

    private JsonObject Update(string eventType, TeamsPlace channel, TeamsTeammate by)
    {
        var told = teams.Activities.Of("conversationUpdate", by.State, channel.State, null);
        told.Remove("entities");
        told["channelData"]!["eventType"] = eventType;
        told["channelData"]!["team"] = Described();
        return told;
    }

    private JsonObject Members(string field, string eventType, TeamsTeammate by, string who)
    {
        var told = Update(eventType, General, by);
        var member = new JsonObject { ["id"] = who };
        if (teams.State.Read(all => all.People.GetValueOrDefault(who)?.ObjectId) is { } objectId) member["aadObjectId"] = objectId;
        told[field] = new JsonArray(member);
        return told;
    }

    private JsonObject Installation(string action, TeamsTeammate by, TeamsPlace? selected)
    {
        var told = teams.Activities.Of("installationUpdate", by.State, (selected ?? General).State, null);
        told["action"] = action;
        var data = told["channelData"]!;
        data["team"] = Described();
        data["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = (selected ?? General).Id } };
        data["source"] = new JsonObject { ["name"] = "message" };
        return told;
    }

    private JsonObject Described() => new() { ["aadGroupId"] = GroupId, ["name"] = Name, ["id"] = Id };

    private TeamsTeam Change(Action<TeamsTeamState> change)
    {
        teams.State.Write(_ => change(state));
        return this;
    }
}
