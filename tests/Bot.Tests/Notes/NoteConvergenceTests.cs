using System.Globalization;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Bot.Notes;

/// <summary>Three chats tell what their people write, change and delete: each telling up to three times, in any order, by clocks that differ. In the end all say the same.</summary>
public sealed class NoteConvergenceTests
{
    private static readonly DateTimeOffset Day = new(2024, 8, 1, 19, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Edit> Edits = from minute in Gen.Choose(0, 4) from text in Gen.Elements("a", "b", "B", "ä", "longer words") select new Edit(minute, text);

    private static readonly Gen<Said> Notes = from person in Gen.Choose(0, 2) from minute in Gen.Choose(0, 3) from edits in Gen.Choose(0, 3).SelectMany(count => Edits.ListOf(count)) from isGone in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true))) select new Said(person, minute, [.. edits], isGone);

    private static readonly Gen<Story> Stories =
        from notes in Gen.Choose(1, 5).SelectMany(count => Notes.ListOf(count))
        from skews in Gen.Choose(-300, 300).ArrayOf(3)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Story([.. notes], skews, seed);

    [Theory, OnSqlite, OnPostgres]
    public async Task Whatever_the_order_of_arrival_all_threads_tell_the_same(StoreKind kind)
    {
        await using var notes = await CaseOfNotes.OnAsync(kind);
        var run = 0;
        Prop.ForAll(Stories.ToArbitrary(), story => HoldsAsync(notes, story, $"f{Interlocked.Increment(ref run)}").GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    private static async Task HoldsAsync(CaseOfNotes on, Story story, string finding)
    {
        var expected = Model(story);
        foreach (var seed in new[] { story.Seed, story.Seed + 1 })
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{finding}x{seed == story.Seed}");
            var threads = await on.ThreadsAsync(name);
            foreach (var tell in Tellings(on, story, threads, name, seed)) await tell();

            var told = await on.Store.Notes.OfCaseAsync(threads[0].Case!.Value, default);
            told.Select(static note => (Number(note.Id.Value), note.Author.Name, note.Text, note.WrittenAt, note.EditedAt, note.DeletedAt is not null)).ShouldBe(expected);
            for (var t = 0; t < threads.Length; t++)
            {
                var words = await on.ToldAsync(threads[t]);
                words.Keys.Select(Number).Order(StringComparer.Ordinal).ShouldBe(expected.Where(note => note.Author != CaseOfNotes.People[t].Name).Select(static note => note.Id).Order(StringComparer.Ordinal));
                foreach (var note in expected.Where(note => note.Author != CaseOfNotes.People[t].Name)) words.Single(pair => Number(pair.Key) == note.Id).Value.ShouldBe(Words(note));
            }
        }
    }

    /// <summary>What should be: the newest edit by the chat's time, of two the greater text; nothing of what was deleted; by origin time, then id.</summary>
    private static List<(string Id, string Author, string Text, DateTimeOffset At, DateTimeOffset? Edited, bool IsGone)> Model(Story story) =>
    [
        .. story.Notes.Select((note, n) =>
        {
            var last = note.IsGone ? null : note.Edits.OrderByDescending(static edit => edit.Minute).ThenByDescending(static edit => edit.Text, StringComparer.Ordinal).FirstOrDefault();
            DateTimeOffset? edited = last is null ? null : At(story, note, 10 + last.Minute);
            return (Id(n), CaseOfNotes.People[note.Person].Name, note.IsGone ? "" : last?.Text ?? Text(n), At(story, note, note.Minute), edited, note.IsGone);
        }).OrderBy(static note => note.Item4).ThenBy(static note => note.Item1, StringComparer.Ordinal),
    ];

    private static string Words((string Id, string Author, string Text, DateTimeOffset At, DateTimeOffset? Edited, bool IsGone) note)
    {
        var where = note.Author switch { "Ana" => "the web room", "Ben" => "Slack", _ => "Teams" };
        var at = note.At.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return note.IsGone ? $"A note of {note.Author} in {where} · {at} · deleted by its author" : $"{note.Author} in {where} · {at}{(note.Edited is null ? "" : " · edited")}\n{note.Text}\n[Key evidence]";
    }

    private static Func<Task>[] Tellings(CaseOfNotes on, Story story, InvestigationThread[] threads, string name, int seed)
    {
        var random = new Random(seed);
        var all = new List<Func<Task>>();
        foreach (var (note, n) in story.Notes.Select(static (note, n) => (note, n)))
        {
            var thread = threads[note.Person].Id;
            var first = new NewNote(thread, CaseOfNotes.People[note.Person], Text(n)) { Id = new MessageId($"{name}-{Id(n)}"), WrittenAt = At(story, note, note.Minute), IsSaid = true };
            List<Func<Task>> own = [() => on.Desk.AddAsync(first, default), .. note.Edits.Select(edit => (Func<Task>)(() => on.Desk.AddAsync(first with { Text = edit.Text, EditedAt = At(story, note, 10 + edit.Minute) }, default)))];
            if (note.IsGone) own.Add(() => on.Desk.DeleteAsync(thread, first.Id!.Value, first.Author, default, mayCome: true));
            foreach (var telling in own) all.AddRange(Enumerable.Repeat(telling, random.Next(1, 4)));
        }

        var order = all.ToArray();
        random.Shuffle(order);
        return order;
    }

    private static DateTimeOffset At(Story story, Said note, int minute) => Day.AddMinutes(minute).AddSeconds(story.Skews[note.Person]);

    private static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"{n:D2}");

    private static string Number(string id) => id[^2..];

    private static string Text(int n) => string.Create(CultureInfo.InvariantCulture, $"note {n}");

    private sealed record Edit(int Minute, string Text);

    private sealed record Said(int Person, int Minute, IReadOnlyList<Edit> Edits, bool IsGone)
    {
        public override string ToString() => $"{Person}@{Minute}[{string.Join(',', Edits)}]{(IsGone ? " gone" : "")}";
    }

    private sealed record Story(IReadOnlyList<Said> Notes, int[] Skews, int Seed)
    {
        public override string ToString() => $"{string.Join("; ", Notes)} skewed {string.Join(',', Skews)} by {Seed}";
    }
}
