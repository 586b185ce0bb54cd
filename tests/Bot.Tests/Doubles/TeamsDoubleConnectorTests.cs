using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoubleConnectorTests : IAsyncLifetime
{
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync();
        talk = TeamsTalk.Of(teams);
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task A_thread_is_opened_answered_edited_and_read()
    {
        var place = teams.Channel("alerts");
        var root = await talk.CreateAsync(place, TeamsTalk.Message("UnauthorizedAccess \\(high\\)", new JsonObject { ["type"] = "Action.Execute", ["title"] = "Investigate", ["verb"] = "x" }));
        var thread = await place.ExpectThread("UnauthorizedAccess (high)");
        Assert.Equal((root, "Something was found"), (thread.Id, thread.Summary));
        Assert.Equal(["Investigate"], thread.Buttons);
        Assert.Matches("^19:[0-9a-f]{32}@thread\\.tacv2;messageid=[0-9]+$", thread.ConversationId);

        var (status, body) = await talk.SendAsync(thread.ConversationId, TeamsTalk.Message("first look"));
        Assert.Equal(201, status);
        var reply = await thread.ExpectReply("first look");
        Assert.Equal(body!["id"]!.ToString(), reply.Id);
        (status, _) = await talk.SendAsync(thread.ConversationId, TeamsTalk.Message("second look"), below: root);
        Assert.Equal((201, 2), (status, thread.Replies.Count));

        (status, _) = await talk.EditAsync(thread.ConversationId, reply.Id, TeamsTalk.Message("last look"));
        Assert.Equal((200, "last look", 1), (status, reply.Words, reply.Edited));
        Assert.Equal(["first look"], reply.Versions);
        Assert.Equal(["create ok", "send ok", "send ok", "edit ok"], teams.Calls.Select(static call => $"{call.Operation} {call.Outcome}"));
        Assert.Equal(["create", "send", "send", "edit"], teams.Posts.Select(static post => post.Operation));
        Assert.Empty(teams.Refused);
        Assert.Empty(teams.Unexpected);
    }
}
