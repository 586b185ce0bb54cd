using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Notes;

public sealed class NoteDeskTests
{
    private static readonly Person Ana = new("web", "Ana", "Ana");
    private static readonly Person Ben = new("web", "Ben", "Ben");

    [Fact]
    public async Task Notes_are_kept_whole_and_only_their_author_or_an_admin_changes_them()
    {
        using var folder = new TemporaryFolder();
        var policy = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(policy, """{"default":"viewer","users":{"web:Root":"admin"}}""");
        await using var host = await RunningHost.StartAsync($"--Policy:File={policy}");
        var thread = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        var desk = host.Get<NoteDesk>();
        var hostile = "<!channel> <script>alert(1)</script> [a](http://b) \u202E **x**";

        var note = (await desk.AddAsync(thread, Ana, hostile, default)).Note.ShouldNotBeNull();
        (await desk.EditAsync(thread, note.Id, Ben, "mine now", default)).Outcome.ShouldBe(NoteOutcome.NotAllowed);
        (await host.Get<INoteStore>().OfThreadAsync(thread, default)).Single().Text.ShouldBe(hostile);
        (await desk.EditAsync(thread, note.Id, Ana, "better", default)).Note!.EditedAt.ShouldNotBeNull();
        (await desk.DeleteAsync(thread, note.Id, new Person("web", "Root", "Root"), default)).Outcome.ShouldBe(NoteOutcome.Kept);
        (await desk.EditAsync(thread, note.Id, Ana, "again", default)).Outcome.ShouldBe(NoteOutcome.NoSuchNote);
        (await host.Get<INoteStore>().OfThreadAsync(thread, default)).Single().Text.ShouldBeEmpty();
        (await host.Get<IAuditLog>().OfSubjectAsync(thread.Value, default)).ShouldContain(static entry => entry.Verb == Verb.Note && !entry.Allowed);
    }

    [Fact]
    public async Task A_message_a_chat_tells_twice_is_one_note_with_the_time_it_was_written()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        var told = new NewNote(thread, Ana, "isolated") { Id = new MessageId("abc"), WrittenAt = new DateTimeOffset(2024, 8, 1, 19, 5, 0, TimeSpan.Zero) };

        var first = await host.Get<NoteDesk>().AddAsync(told, default);
        var edited = await host.Get<NoteDesk>().EditAsync(thread, told.Id.Value, Ana, "isolated at 19:05", default);
        var again = await host.Get<NoteDesk>().AddAsync(told, default);

        first.Note!.WrittenAt.ShouldBe(told.WrittenAt!.Value);
        again.Note!.Text.ShouldBe(edited.Note!.Text);
        (await host.Get<INoteStore>().OfThreadAsync(thread, default)).ShouldHaveSingleItem().Text.ShouldBe("isolated at 19:05");
        (await host.Get<IAuditLog>().OfSubjectAsync(thread.Value, default)).Count(static entry => entry.Verb == Verb.Note).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_said_to_the_bot_and_told_twice_is_one_note()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        var said = new TypedCommand(ChannelRef.Web("security"), thread, Ana, "@bot note isolated") { Once = "T1/a" };

        var first = await host.Get<CommandDesk>().TakeAsync(said, default);
        (await host.Get<CommandDesk>().TakeAsync(said, default)).Text.ShouldBe(first.Text);
        await host.Get<CommandDesk>().TakeAsync(said with { Once = "T1/b" }, default);

        (await host.Get<INoteStore>().OfThreadAsync(thread, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_adds_the_words_of_somebody_else_is_asked_by_the_policy()
    {
        using var folder = new TemporaryFolder();
        var policy = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(policy, """{"default":"none","users":{"web:Ana":"viewer"}}""");
        await using var host = await RunningHost.StartAsync($"--Policy:File={policy}");
        var thread = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        var alert = new NewNote(thread, new Person("slack", "B1", "Other tool (app)"), "disk is full");

        (await host.Get<NoteDesk>().AddAsync(alert with { AddedBy = Ben }, default)).Outcome.ShouldBe(NoteOutcome.NotAllowed);
        (await host.Get<NoteDesk>().AddAsync(alert with { AddedBy = Ana }, default)).Note!.Author.Name.ShouldBe("Other tool (app)");
        (await host.Get<IAuditLog>().OfSubjectAsync(thread.Value, default)).Where(static entry => entry.Verb == Verb.Note).Select(static entry => entry.Person).ShouldBe(["web:Ben", "web:Ana"]);
    }

    [Fact]
    public async Task Texts_have_1_to_40000_characters()
    {
        await using var host = await RunningHost.StartAsync();
        var thread = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        var desk = host.Get<NoteDesk>();

        (await desk.AddAsync(thread, Ana, new string('x', 40_000), default)).Outcome.ShouldBe(NoteOutcome.Kept);
        (await desk.AddAsync(thread, Ana, new string('x', 40_001), default)).Why.ShouldBe("A note has at most 40,000 characters; this one has 40,001. Split it.");
        var cut = (await desk.AddAsync(new NewNote(thread, Ana, new string('x', 50_001)) { IsSaid = true }, default)).Note.ShouldNotBeNull();
        cut.Text.Length.ShouldBeInRange(39_900, 40_000);
        cut.Text.ShouldEndWith("\n[Cut here: the message has 50,001 characters, a note keeps 40,000.]");
        NoteRules.CutWords(new string('x', 50_001)).ShouldNotBeNull().ShouldContain("the message has 50,001 characters");
        NoteRules.CutWords(new string('x', 40_000)).ShouldBeNull();
        (await desk.AddAsync(thread, Ana, " \n", default)).Outcome.ShouldBe(NoteOutcome.BadText);
        (await desk.AddAsync(new ThreadId("nowhere"), Ana, "x", default)).Outcome.ShouldBe(NoteOutcome.NoSuchThread);
        var receipt = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), thread, Ana, "@bot remember the milk"), default);
        receipt.Text.ShouldNotBeNull().ShouldStartWith("Kept as a note");
        (await host.Get<INoteStore>().OfThreadAsync(thread, default)).Select(static note => note.Text).ShouldContain("remember the milk");
    }
}
