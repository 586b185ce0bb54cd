using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Bot.Notes;
using ChatOps.TestKit;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>A case with a thread in Slack and one in the room: notes go over and never back, files are fetched, keys are set.</summary>
public sealed class SlackCaseNotesTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 1, 2, 3];

    [Fact]
    public async Task A_note_of_either_is_told_in_the_other_once_and_never_comes_back()
    {
        await using var on = await Listening.StartAsync();
        var (root, web) = await CaseAsync(on);
        await on.Host.SayAsync(web, "<!channel> <@U1> isolated & *done* <at>all</at> \u202E", "ana");
        var shown = await root.ExpectReply("isolated & *done*");
        shown.Json.ToJsonString().ShouldNotContain("<!channel>\",\"type\":\"mrkdwn");
        shown.Text.ShouldNotContain("<!channel>");
        shown.Text.ShouldNotContain("<@U1>");
        await root.Reply(on.Ana, "snapshot taken");
        await on.Slack.ExpectAsync(() => Messages(on, web).Any(static text => text.Contains("ana in Slack", StringComparison.Ordinal)) ? on : null, () => "nothing in the room");
        await shown.React(on.Ana, "eyes");
        await on.QuietAsync();

        var notes = await OfCaseAsync(on);
        notes.Select(static note => note.Author.Name).ShouldBe(["ana", "ana"]);
        root.Replies.Count(static reply => reply.Words.Contains("isolated", StringComparison.Ordinal)).ShouldBe(1);
        await on.HearAgainAsync();
        (await OfCaseAsync(on)).Count.ShouldBe(2);
        Messages(on, web).Count(static text => text.Contains("snapshot taken", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("pushpin")]
    public async Task A_key_on_a_note_marks_it_and_taken_away_unmarks_it(string emoji)
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        var reply = await root.Reply(on.Ana, "role may call ssm");
        await on.ExpectNoteAsync(root, static note => note.Text.Length > 0);
        await reply.React(on.Ana, "tada");
        await root.React(on.Ana, emoji);
        await reply.React(on.Ana, emoji);
        (await on.ExpectNoteAsync(root, static note => note.Key is not null)).Key!.By.ShouldBe("ana");
        await reply.React(on.Ana, emoji, isAdded: false);
        await on.ExpectNoteAsync(root, static note => note.Key is null);
    }

    [Fact]
    public async Task A_picture_is_fetched_with_the_bot_s_token_and_shown_and_goes_with_its_last_note()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        var said = await on.Channel.FileShare(on.Ana, "../../graph<script>.png", Png, "", root);
        var twin = await on.Channel.FileShare(on.Ana, "same.png", Png, "the same", root);
        var note = await on.ExpectNoteAsync(root, static each => each.Text.Length == 0 && each.Files is [{ State: NoteFileState.Kept }]);
        await on.ExpectNoteAsync(root, static each => each.Text == "the same" && each.Files is [{ State: NoteFileState.Kept }]);
        note.Files[0].Size.ShouldBe(Png.Length);

        using var shown = await on.Host.Room.GetAsync($"/api/v1/files/{note.Id}/1");
        (await shown.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        var disposition = shown.Content.Headers.ContentDisposition!;
        disposition.DispositionType.ShouldBe("inline");
        (disposition.FileNameStar ?? disposition.FileName!).IndexOfAny(['/', '\\', '<', '>']).ShouldBe(-1);
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        shown.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("sandbox");

        Kept(on).ShouldHaveSingleItem();
        await said.Delete(on.Ana);
        await on.ExpectNoteAsync(root, static each => each.DeletedAt is not null);
        await on.QuietAsync();
        Kept(on).ShouldHaveSingleItem();
        (await on.Host.Room.GetAsync($"/api/v1/files/{note.Id}/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await twin.Delete(on.Ana);
        await on.Slack.ExpectAsync(() => Kept(on).Count == 0 ? on : null, () => "the bytes stay");
    }

    [Fact]
    public async Task A_page_that_says_it_is_a_picture_is_handed_over_to_be_saved()
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        var page = Encoding.UTF8.GetBytes("<html><script>alert(1)</script>");
        await on.Channel.FileShare(on.Ana, "chart.png", page, "look", root);
        var note = await on.ExpectNoteAsync(root, static each => each.Files is [{ State: NoteFileState.Kept }]);
        using var shown = await on.Host.Room.GetAsync($"/api/v1/files/{note.Id}/1");
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        shown.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await on.Host.Room.GetAsync($"/api/v1/files/{note.Id}/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await on.Host.Room.GetAsync("/api/v1/files/nothing/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "host", "evil.example is none of Slack:FileHosts" },
        { "plain", "files.slack.com is none of Slack:FileHosts" },
        { "elsewhere", "evil.example is none of Slack:FileHosts" },
        { "larger", "larger than the 3 bytes that were told" },
        { "huge", "larger than 10 MB (Files:Largest)" },
        { "page", "with a page to sign in" },
        { "gone", "Slack said 404" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task What_cannot_be_fetched_is_said_on_the_note(string what, string why)
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        on.Slack.Faults.Download = what switch
        {
            "elsewhere" => static http =>
            {
                http.Response.Redirect("https://evil.example/file.png");
                return Task.CompletedTask;
            }
            ,
            "page" => static http => PageAsync(http),
            "gone" => static http =>
            {
                http.Response.StatusCode = 404;
                return Task.CompletedTask;
            }
            ,
            _ => null,
        };
        await on.Channel.FileShare(on.Ana, "graph.png", Png, "look", root, told =>
        {
            if (what == "host") told["url_private"] = "https://evil.example/graph.png";
            if (what == "plain") told["url_private"] = "http://files.slack.com/graph.png";
            if (what == "larger") told["size"] = 3;
            if (what == "huge") told["size"] = 10_000_001;
        });
        (await on.ExpectNoteAsync(root, static each => each.Files is [{ State: NoteFileState.Refused }])).Files[0].Why.ShouldNotBeNull().ShouldContain(why);
        Kept(on).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("less")]
    [InlineData("disk")]
    [InlineData("busy")]
    public async Task What_breaks_off_is_tried_again_and_leaves_nothing_behind(string what)
    {
        await using var on = await Listening.StartAsync();
        var root = await on.FindingAsync();
        var folder = Path.Combine(on.Host.DataPath, "files");
        if (what == "disk") await File.WriteAllTextAsync(folder, "no folder can be made here");
        on.Slack.Faults.Download = what switch
        {
            "cut" => static async http =>
            {
                http.Response.ContentLength = Png.Length;
                await http.Response.Body.WriteAsync(Png.AsMemory(0, 5));
                await http.Response.Body.FlushAsync();
                http.Abort();
            }
            ,
            "less" => static http => http.Response.Body.WriteAsync(Png.AsMemory(0, 5)).AsTask(),
            "busy" => static http =>
            {
                http.Response.StatusCode = 503;
                return Task.CompletedTask;
            }
            ,
            _ => null,
        };
        await on.Channel.FileShare(on.Ana, "graph.png", Png, "look", root);
        await on.Slack.ExpectAsync(() => on.Slack.Downloads > 0 ? on : null, () => "nobody asked for the file");
        (await on.ExpectNoteAsync(root, static each => each.Files.Count == 1)).Files[0].State.ShouldBe(NoteFileState.Waiting);
        on.Slack.Faults.Download = null;
        if (what == "disk") File.Delete(folder);
        await on.ExpectNoteAsync(root, static each => each.Files is [{ State: NoteFileState.Kept }]);
        await on.Slack.ExpectAsync(() => Kept(on).Count == 1 && Directory.GetFiles(folder).Length == 0 ? on : null, () => $"left behind: {string.Join(' ', Kept(on))}");
    }

    private static Task PageAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync("<html>Sign in to Slack</html>");
    }

    private static List<string> Kept(Listening on)
    {
        var folder = Path.Combine(on.Host.DataPath, "files");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)] : [];
    }

    /// <summary>A finding with its thread in Slack, and the same finding opened in the room.</summary>
    private static async Task<(TestKit.Slack.SlackSaid Root, string Web)> CaseAsync(Listening on)
    {
        var root = await on.FindingAsync();
        var receipt = await on.Host.CommandAsync($"/investigate {1:x32}");
        await on.QuietAsync();
        return (root, receipt.Thread.ShouldNotBeNull());
    }

    private static List<string> Messages(Listening on, string thread) =>
        [.. on.Host.Room.GetFromJsonAsync<JsonObject>($"/api/v1/threads/{thread}").Result!["messages"]!.AsArray().Select(static message => message!["text"]!.ToString())];

    private static ValueTask<IReadOnlyList<Note>> OfCaseAsync(Listening on) => on.Host.Get<INoteStore>().OfCaseAsync(on.Threads()[0].Case.ShouldNotBeNull(), default);
}
