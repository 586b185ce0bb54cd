using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Scenarios.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.Scenarios;

/// <summary>Notes in a real browser: what makes one more than its text.</summary>
public sealed class NotesTests(Browser browser) : SampleRoom, IClassFixture<Browser>
{
    /// <summary>The smallest there is: one point.</summary>
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [BrowserFact]
    public async Task A_note_is_marked_as_key_evidence_for_everybody_and_the_mark_is_taken_off_again()
    {
        var (ana, _) = await CaseAsync();
        var (ben, _) = await CaseAsync();
        await ana.Thread.WriteAsync("the partner confirmed the address");
        await ana.SayNameAsync("Ana");

        await ben.Thread.Note("the partner").GetByRole(AriaRole.Button, new() { Name = "Mark as key evidence" }).ClickAsync();
        await ben.SayNameAsync("Ben");

        await Expect(ana.Thread.Note("the partner")).ToContainTextAsync("Key evidence marked by Ben");
        await ana.Thread.Note("the partner").GetByRole(AriaRole.Button, new() { Name = "Not key evidence" }).ClickAsync();
        await Expect(ben.Thread.Note("the partner").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Mark as key evidence"]);
        await Expect(ben.Thread.Note("the partner")).Not.ToContainTextAsync("marked by");
        ben.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Files_of_a_note_stand_with_it_and_the_way_to_the_chat_it_comes_from()
    {
        var (before, thread) = await CaseAsync();
        await WriteInSlackAsync(thread);
        await before.OpenAsync(before.Place.TrimStart('/'));

        var note = before.Thread.Note("what the console showed");
        await Expect(note).ToContainTextAsync("note in Slack");
        await Expect(note.GetByRole(AriaRole.Link, new() { Name = "Original in Slack" })).ToHaveAttributeAsync("href", "https://acme.slack.com/archives/C1/p17");
        await note.GetByRole(AriaRole.Img, new() { Name = "Picture console.png" }).ScrollIntoViewIfNeededAsync();
        await Expect(note.GetByRole(AriaRole.Img, new() { Name = "Picture console.png" })).ToHaveJSPropertyAsync("naturalWidth", 1);
        await Expect(note.GetByRole(AriaRole.Link, new() { Name = "console.png", Exact = true })).ToHaveAttributeAsync("download", "");
        await Expect(note.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "core.dump" })).ToContainTextAsync("52.4 MB · not fetched: it is too large");
        await Expect(note.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "gpj.exe" })).ToContainTextAsync("evilU+202Egpj.exeonly in its chat");
        before.Complaints.ShouldBeEmpty();
    }

    private async Task<(RoomPage Room, ThreadId Thread)> CaseAsync()
    {
        var room = new RoomPage(await browser.OpenAsync(host.Room.BaseAddress!));
        await room.OpenAsync("cases?q=RegisterManagedInstance");
        await Expect(room.Cases.Rows).ToHaveCountAsync(1);
        var found = await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/cases?q=RegisterManagedInstance");
        var file = found.GetProperty("items")[0];
        await room.OpenAsync($"cases/{file.GetProperty("number").GetInt64()}");
        await Expect(room.Thread.Cards.First).ToBeVisibleAsync();
        return (room, new ThreadId(file.GetProperty("threads")[0].GetProperty("id").GetString()!));
    }

    private async Task WriteInSlackAsync(ThreadId thread)
    {
        using var bytes = new MemoryStream(Convert.FromBase64String(Picture));
        var kept = await host.Get<IFileVault>().KeepAsync(bytes, 1000, CancellationToken.None);
        var now = host.Get<TimeProvider>().GetUtcNow();
        var note = new Note(new MessageId(Guid.CreateVersion7(now).ToString("N")), thread, new Person("slack", "U1", "Ben"), "what the console showed", now, null, null) { Link = new Uri("https://acme.slack.com/archives/C1/p17") };
        await host.Get<IUnitOfWork>().WriteAsync(
            async work =>
            {
                await host.Get<INoteStore>().AddAsync(work, note);
                await host.Get<INoteFiles>().ReplaceAsync(work, note.Id,
                [
                    new NoteFile(1, "console.png") { MediaType = "image/png", Size = kept!.Size, State = NoteFileState.Kept, Content = kept.Content },
                    new NoteFile(2, "core.dump") { Size = 52_428_800, State = NoteFileState.Refused, Why = "it is too large" },
                    new NoteFile(3, "evil\u202Egpj.exe") { Link = new Uri("https://acme.slack.com/files/U1/F3"), State = NoteFileState.Linked },
                ]);
                return true;
            },
            CancellationToken.None);
    }
}
