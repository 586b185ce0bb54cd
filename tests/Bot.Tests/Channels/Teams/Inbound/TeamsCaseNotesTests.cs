using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Notes;
using ChatOps.TestKit;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Notes of Teams in their case: pictures in the text are fetched with the bot's token, files of the team are linked, deletions told first stay deletions.</summary>
public sealed class TeamsCaseNotesTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public async Task A_picture_is_kept_and_a_file_of_the_team_is_linked_and_the_room_tells_of_both()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var web = (await on.Host.CommandAsync($"/investigate {1:x32}")).Thread.ShouldNotBeNull();
        await on.Ben.Reply(root, "", Jpeg);
        var note = await on.ExpectNoteAsync(root, static each => each.Files is [{ State: NoteFileState.Kept }, { State: NoteFileState.Linked }]);
        note.Files[1].Link.ShouldBe(new Uri("https://contoso.sharepoint.com/sites/sec/flows.csv"));
        using var shown = await on.Host.Room.GetAsync($"/api/v1/files/{note.Id}/1");
        (await shown.Content.ReadAsByteArrayAsync()).ShouldBe(Jpeg);
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        await on.Teams.ExpectAsync(() => Told(on, web, "flows.csv"), () => "the room says nothing of it");
        on.Teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_is_shown_the_token()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        await on.Ben.Reply(root, "look", Jpeg, static attachments => attachments[^2]!["contentUrl"] = "https://evil.example/v3/attachments/0-x/views/original");
        (await on.ExpectNoteAsync(root, static each => each.Files is [{ State: NoteFileState.Refused }, ..])).Files[0].Why.ShouldNotBeNull().ShouldStartWith("evil.example is none of Teams:AllowedServiceHosts");
    }

    [Fact]
    public async Task A_note_marked_in_the_room_says_so_in_Teams_and_no_note_comes_of_it()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var web = (await on.Host.CommandAsync($"/investigate {1:x32}")).Thread.ShouldNotBeNull();
        await on.Host.SayAsync(web, "<at>all</at> [a](http://b) isolated");
        await on.Channel.ExpectMessage("isolated");
        var note = (await on.Host.Get<INoteStore>().OfThreadAsync(new Threads.ThreadId(web), default)).ShouldHaveSingleItem();
        using var marked = await on.Host.Room.PostAsJsonAsync($"/api/v1/threads/{web}/messages/{note.Id}/key", new { @as = "Ana", key = true });
        marked.IsSuccessStatusCode.ShouldBeTrue(await marked.Content.ReadAsStringAsync());
        await on.Channel.ExpectMessage("key evidence");
        Told(on, web, "isolated").ShouldNotBeNull()["note"]!["key"]!["by"]!.ToString().ShouldBe("Ana");
        on.Notes(root).ShouldBeEmpty();
        using var wrong = await on.Host.Room.PostAsJsonAsync($"/api/v1/threads/{web}/messages/nothing/key", new { @as = "Ana", key = true });
        ((int)wrong.StatusCode).ShouldBe(404);
    }

    private static JsonNode? Told(TeamsListening on, string thread, string words) =>
        on.Host.Room.GetFromJsonAsync<JsonObject>($"/api/v1/threads/{thread}").Result!["messages"]!.AsArray().FirstOrDefault(message => message!["text"]!.ToString().Contains(words, StringComparison.Ordinal));
}
