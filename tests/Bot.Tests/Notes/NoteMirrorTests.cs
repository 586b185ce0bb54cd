using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Notes;

/// <summary>A note of one thread in the other threads of its case.</summary>
public sealed class NoteMirrorTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_is_told_in_the_other_threads_that_are_seen_and_what_becomes_of_it_too(StoreKind kind)
    {
        await using var on = await CaseOfNotes.OnAsync(kind);
        var (web, slack) = (await on.ThreadAsync("f1", 0), await on.ThreadAsync("f1", 1));
        var hidden = await on.ThreadAsync("f1", 2, static thread => thread with { State = ThreadState.Summarised });
        var other = await on.ThreadAsync("f2", 2);

        var note = await on.SayAsync(slack, 1, "isolated the instance");
        (await on.ToldAsync(web)).ShouldHaveSingleItem().Value.ShouldContain("Ben in Slack");
        (await on.ToldAsync(slack)).ShouldBeEmpty();
        (await on.ToldAsync(hidden)).ShouldBeEmpty();
        (await on.ToldAsync(other)).ShouldBeEmpty();
        (await on.Store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem().Job.Lane.ShouldBe(web.Channel.ToString());

        await on.Desk.EditAsync(slack.Id, note.Id, CaseOfNotes.People[1], "isolated at 19:05", default);
        (await on.ToldAsync(web)).ShouldHaveSingleItem().Value.ShouldContain("edited\nisolated at 19:05");
        await on.Desk.DeleteAsync(slack.Id, note.Id, CaseOfNotes.People[0], default); // Ana is admin in the room
        (await on.ToldAsync(web)).ShouldHaveSingleItem().Value.ShouldEndWith("deleted by Ana");
        (await on.Store.Notes.OfCaseAsync(web.Case!.Value, default)).ShouldHaveSingleItem().Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_told_in_a_channel_that_is_for_nobody_nor_is_what_was_written_there()
    {
        await using var on = await CaseOfNotes.OnAsync(StoreKind.Sqlite, policy: Policies.Of("""{"default":"none","users":{"web:Ana":"admin"},"channels":{"slack:T1/C1":"none"}}"""));
        var threads = await on.ThreadsAsync("f1");
        // from before the channel was closed
        await on.Store.WriteAsync(work => on.Store.Notes.AddAsync(work, new Note(new MessageId("old"), threads[1].Id, CaseOfNotes.People[1], "a secret", on.Store.Time.GetUtcNow(), null, null)));

        await on.SayAsync(threads[0], 0, "for all");
        foreach (var thread in threads) await on.Taker.BringAsync(thread.Id, default);

        (await on.ToldAsync(threads[0])).ShouldBeEmpty();
        (await on.ToldAsync(threads[1])).ShouldBeEmpty();
        (await on.ToldAsync(threads[2])).ShouldHaveSingleItem().Value.ShouldContain("for all");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_is_looked_for_by_some_of_its_words_as_they_stand_there(StoreKind kind)
    {
        await using var on = await CaseOfNotes.OnAsync(kind);
        var thread = await on.ThreadAsync("f1", 0);
        await on.SayAsync(thread, 0, "Ärger mit DER Rolle");
        Task<NoteMarked> MarkAsync(string words) => on.Store.WriteAsync(work => on.Taker.MarkAsync(work, thread, CaseOfNotes.People[0], new NotePick(Words: words), true));

        (await MarkAsync(new string('%', 40_000))).Words.ShouldBe("A few words of the note are enough: 500 characters at most after key.");
        (await MarkAsync(new string('%', 500))).IsDone.ShouldBeFalse();
        (await MarkAsync("Ärger mit der")).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_written_elsewhere_is_told_in_its_own_thread_too_unless_that_is_the_room_s()
    {
        await using var on = await CaseOfNotes.OnAsync(StoreKind.Sqlite);
        var threads = await on.ThreadsAsync("f1");
        await on.Desk.AddAsync(new NewNote(threads[2].Id, CaseOfNotes.People[2], "from a dialog") { IsElsewhere = true }, default);
        await on.Desk.AddAsync(new NewNote(threads[0].Id, CaseOfNotes.People[0], "from a button") { IsElsewhere = true }, default);
        (await on.ToldAsync(threads[0])).ShouldHaveSingleItem().Value.ShouldContain("from a dialog");
        (await on.ToldAsync(threads[1])).Count.ShouldBe(2);
        (await on.ToldAsync(threads[2])).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("https://chatops.example.com", "Whole note: https://chatops.example.com/#/security/f1-0")]
    [InlineData(null, "Whole note: no link, Web:PublicUrl is not set; in the web room it stands at /#/security/f1-0")]
    public async Task A_long_note_is_told_in_part_and_where_the_rest_is(string? room, string link)
    {
        await using var on = await CaseOfNotes.OnAsync(StoreKind.Sqlite, room);
        var threads = await on.ThreadsAsync("f1");
        await on.SayAsync(threads[0], 0, string.Concat(Enumerable.Repeat("0123456789", 4000)));
        var words = (await on.ToldAsync(threads[1])).ShouldHaveSingleItem().Value;
        words.ShouldContain("… 37,500 more characters");
        words.ShouldContain(link);
        words.Length.ShouldBeLessThan(3000);
        (await on.Store.Notes.OfCaseAsync(threads[0].Case!.Value, default)).ShouldHaveSingleItem().Text.Length.ShouldBe(40_000);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thread_that_begins_late_is_told_the_newest_notes_and_how_many_more_there_are(StoreKind kind)
    {
        await using var on = await CaseOfNotes.OnAsync(kind);
        var first = await on.ThreadAsync("f1", 0);
        for (var n = 0; n < 25; n++)
        {
            on.Store.Time.Advance(TimeSpan.FromSeconds(1));
            await on.SayAsync(first, 0, string.Create(CultureInfo.InvariantCulture, $"note number {n}."));
        }

        await on.Desk.DeleteAsync(first.Id, (await on.Store.Notes.OfThreadAsync(first.Id, default))[24].Id, CaseOfNotes.People[0], default);
        var late = await on.ThreadAsync("f1", 1);
        foreach (var _ in Enumerable.Range(0, 2)) await on.Taker.BringAsync(late.Id, default);

        var told = (await on.Store.Threads.MessagesAsync(late.Id, default)).Select(static message => CardWords.Of(message.Card)).ToList();
        told.Count.ShouldBe(21);
        told[0].ShouldStartWith("4 earlier notes of this case stand in its other threads; the newest follow here.");
        for (var n = 0; n < 20; n++) told[n + 1].ShouldContain(string.Create(CultureInfo.InvariantCulture, $"note number {n + 4}."));

        var few = await on.ThreadAsync("f2", 0);
        await on.SayAsync(few, 0, "the only one");
        var shown = await on.ThreadAsync("f2", 1, static thread => thread with { State = ThreadState.Summarised });
        await on.Taker.BringAsync(shown.Id, default);
        (await on.ToldAsync(shown)).ShouldBeEmpty();
        await on.Store.WriteAsync(work => on.Store.Threads.SaveAsync(work, shown with { State = ThreadState.Open }));
        await on.Taker.BringAsync(shown.Id, default);
        (await on.ToldAsync(shown)).ShouldHaveSingleItem().Value.ShouldContain("the only one");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Leading_closing_and_reopening_keep_every_note(StoreKind kind)
    {
        await using var on = await CaseOfNotes.OnAsync(kind);
        var (threads, lead) = (await on.ThreadsAsync("f1"), await on.ThreadAsync("f2", 0));
        for (var n = 0; n < 3; n++) await on.SayAsync(threads[n], n, $"by {CaseOfNotes.People[n].Name}");
        await on.SayAsync(lead, 0, "of the lead");
        var number = threads[0].Case!.Value;
        foreach (var change in new Func<Cases.Case, Cases.Case>[]
        {
            one => one with { Lead = lead.Case }, one => one with { State = CaseState.Closed, Verdict = new Verdict(VerdictKind.Benign, "", null, CaseOfNotes.People[0]) },
            one => one with { State = CaseState.Investigating, Verdict = null }, one => one with { Lead = null },
        })
        {
            await on.Store.WriteAsync(async work => await on.Store.Cases.SaveAsync(work, change((await on.Store.Cases.FindAsync(work, number))!)));
            (await on.Store.Notes.OfCaseAsync(number, default)).Count.ShouldBe(3);
        }

        await on.SayAsync(threads[1], 1, "after all that");
        (await on.ToldAsync(threads[0])).Count.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Key_evidence_is_the_last_note_the_one_with_the_words_or_the_one_meant(StoreKind kind)
    {
        await using var on = await CaseOfNotes.OnAsync(kind);
        var threads = await on.ThreadsAsync("f1");
        var other = await on.ThreadAsync("f2", 0);
        await on.SayAsync(threads[0], 0, "Snapshot 100%_taken");
        on.Store.Time.Advance(TimeSpan.FromSeconds(1));
        var last = await on.SayAsync(threads[1], 1, "role may call ssm\nand more");
        Task<NoteMarked> MarkAsync(InvestigationThread thread, int person, NotePick pick, bool isKey = true) => on.Store.WriteAsync(work => on.Taker.MarkAsync(work, thread, CaseOfNotes.People[person], pick, isKey));

        (await MarkAsync(threads[1], 1, new NotePick())).ShouldBe(new NoteMarked(true, "Marked as key evidence: role may call ssm and more"));
        (await MarkAsync(threads[1], 1, new NotePick())).Words.ShouldStartWith("It is key evidence already, marked by Ben");
        (await on.ToldAsync(threads[2])).Values.Count(static words => words.Contains("key evidence\n", StringComparison.Ordinal)).ShouldBe(1);
        (await MarkAsync(threads[2], 2, new NotePick(Words: "SNAPSHOT 100%_"))).IsDone.ShouldBeTrue();
        (await MarkAsync(threads[2], 2, new NotePick(Words: "100%X"))).IsDone.ShouldBeFalse();
        (await MarkAsync(threads[2], 2, new NotePick())).Words.ShouldStartWith("You have written no note in this thread");
        (await MarkAsync(other, 0, new NotePick(last.Id))).Words.ShouldStartWith("That note is of another case");
        (await MarkAsync(threads[0], 0, new NotePick(last.Id), false)).Words.ShouldStartWith("No longer key evidence");

        (await on.Store.Notes.OfCaseAsync(threads[0].Case!.Value, default)).Select(static note => note.Key?.By).ShouldBe(["Cem", null]);
        (await on.Store.Events.OfCaseAsync(threads[0].Case!.Value, default)).Where(static one => one.Kind == CaseEventKind.Marked).Select(static one => one.Words)
            .ShouldBe(["marked as key evidence: role may call ssm and more", "marked as key evidence: Snapshot 100%_taken", "no longer key evidence: role may call ssm and more"]);
    }
}
