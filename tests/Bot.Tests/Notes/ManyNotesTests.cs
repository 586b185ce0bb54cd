using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Xunit.Abstractions;

namespace ChatOps.Bot.Notes;

public sealed class ManyNotesTests(ITestOutputHelper output)
{
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_notes_of_a_case_are_read_and_shown()
    {
        await using var host = await RunningHost.StartAsync();
        var ana = new Person("web", "Ana", "Ana");
        var id = (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("security"), null, ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        var web = (await host.Get<IThreadStore>().FindAsync(id, default)).ShouldNotBeNull();
        var elsewhere = web with { Id = new ThreadId("elsewhere"), Channel = ChannelRef.Web("other"), ExternalId = null };
        var now = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        foreach (var some in Enumerable.Range(0, Many).Chunk(500))
        {
            await host.Get<IUnitOfWork>().WriteAsync(
                async work =>
                {
                    if (some[0] == 0) await host.Get<IThreadStore>().SaveAsync(work, elsewhere);
                    foreach (var n in some)
                    {
                        var note = new Note(new MessageId(string.Create(CultureInfo.InvariantCulture, $"n{n:D5}")), n % 2 == 0 ? web.Id : elsewhere.Id, ana, string.Create(CultureInfo.InvariantCulture, $"note {n}: 198.51.100.{n % 250} was seen again, nothing else"), now.AddSeconds(n), null, null);
                        await host.Get<NoteKeeping>().KeepNewAsync(work, n % 2 == 0 ? web : elsewhere, note, wasAwaited: false, isElsewhere: false);
                    }

                    return true;
                },
                default);
        }

        Say("written with their mirrors");
        (await host.Get<INoteStore>().OfCaseAsync(web.Case!.Value, default)).Count.ShouldBe(Many);
        Say("OfCaseAsync, first");
        (await host.Get<INoteStore>().OfCaseAsync(web.Case!.Value, default)).Count.ShouldBe(Many);
        Say("OfCaseAsync, again");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var thread = JsonDocument.Parse(await host.Room.GetByteArrayAsync($"/api/v1/threads/{id}"));
            thread.RootElement.GetProperty("messages").EnumerateArray().Count(static message => message.GetProperty("text").GetString()!.Contains("was seen again", StringComparison.Ordinal)).ShouldBe(Many);
            Say("GET thread");
        }

        (await host.Get<NoteDesk>().AddAsync(web.Id, ana, "one more", default)).Outcome.ShouldBe(NoteOutcome.Kept);
        Say("one more note");

        void Say(string what)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.ElapsedMilliseconds} ms"));
            watch.Restart();
        }
    }
}
