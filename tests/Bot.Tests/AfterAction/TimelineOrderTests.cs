using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Bot.AfterAction;

public sealed class TimelineOrderTests
{
    private static readonly DateTimeOffset Noon = new(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly EntityRef Role = new(EntityKind.Role, "r", "111122223333");
    private static readonly EntityRef Address = new(EntityKind.IpAddress, "198.51.100.23");
    private static readonly Person Ana = new("web", "Ana", "Ana");

    [Fact]
    public void What_happened_at_the_same_instant_is_told_by_kind_then_by_id()
    {
        TimelineEntry[] entries =
        [
            new(Noon, TimelineKind.Note, "b", ""), new(Noon, TimelineKind.Note, "a", ""), new(Noon, TimelineKind.Alert, "z", ""), new(Noon, TimelineKind.Answered, "2", ""),
            new(Noon, TimelineKind.Asked, "9", ""), new(Noon.AddTicks(-1), TimelineKind.Reported, "x", ""), new(Noon, TimelineKind.Decision, "3", ""),
        ];
        CaseTimeline.Ordered(entries).Select(static one => one.Id).ShouldBe(["x", "z", "9", "2", "3", "a", "b"]);
    }

    [Fact]
    public void Any_order_of_arrival_tells_the_same_story_and_pages_hold_each_entry_once()
    {
        var entries = Gen.Choose(0, 3).SelectMany(static at => Gen.Elements(Enum.GetValues<TimelineKind>()).SelectMany(kind => Gen.Choose(0, 50).Select(id => new TimelineEntry(Noon.AddSeconds(at), kind, $"{id}", ""))));
        var stories = entries.ListOf().Select(static list => list.DistinctBy(static one => (one.At, one.Kind, one.Id)).ToList());
        Prop.ForAll(
            stories.SelectMany(static list => Gen.Shuffle(list.ToArray()).Select(shuffled => (list, shuffled))).ToArbitrary(),
            static pair =>
            {
                var ordered = CaseTimeline.Ordered(pair.list);
                var pages = new List<TimelineEntry>();
                for (TimelineCursor? after = null; ;)
                {
                    var page = ordered.Where(one => after?.IsBefore(one) ?? true).Take(3).ToList();
                    if (page.Count == 0) break;
                    pages.AddRange(page);
                    after = TimelineCursor.Parse(TimelineCursor.Of(page[^1]).ToString());
                }

                return CaseTimeline.Ordered(pair.shuffled).SequenceEqual(ordered) && pages.SequenceEqual(ordered);
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("abc")]
    [InlineData("00")]
    [InlineData("39393939393939393939393939393939393939393920302061")]
    public void A_cursor_that_was_never_given_out_is_none(string text) => TimelineCursor.Parse(text).ShouldBeNull();

    [Fact]
    public void A_branch_hangs_below_what_it_was_opened_from_and_side_branches_stay_in_order()
    {
        var path = TrailPath.Of(
        [
            Asked(1, Verb.Pivot, Role, null), Asked(2, Verb.Pivot, Address, Role), Asked(3, Verb.Calls, null, null), Asked(4, Verb.Calls, Address, Address), Asked(5, Verb.New, Role, Role),
        ]);
        path.Select(static step => (step.Asked.Seq, step.Depth)).ShouldBe([(1, 0), (2, 1), (4, 2), (5, 1), (3, 0)]);
    }

    [Fact]
    public void A_step_keeps_to_the_window_named_else_answered_else_in_force()
    {
        var (named, answered, inForce) = (Hour(1), Hour(2), Hour(3));
        var path = TrailPath.Of(
        [
            Asked(1, Verb.Calls, Address, null) with { Window = named }, Answered(2, Verb.Calls, Address, Hour(9), "m1"),
            Asked(3, Verb.Flow, Address, null), Answered(4, Verb.Flow, Address, answered, "m2"),
            new CaseEvent(new CaseNumber(1), Noon.AddMinutes(5), CaseEventKind.Interval, "set") { Seq = 5, Thread = new ThreadId("t"), Window = inForce },
            Asked(6, Verb.New, Address, null),
            new CaseEvent(new CaseNumber(1), Noon.AddMinutes(7), CaseEventKind.Interval, "put back") { Seq = 7, Thread = new ThreadId("t") },
            Asked(8, Verb.New, Role, null),
        ]);
        path.Select(static step => step.Window).ShouldBe([named, answered, inForce, null]);
        path[0].Answers.ShouldHaveSingleItem().Value.ShouldBe("m1");
        path[2].Answers.ShouldBeEmpty();
    }

    [Fact]
    public void An_answer_to_a_question_that_named_nobody_says_whom_it_was_about()
    {
        var path = TrailPath.Of([Asked(1, Verb.Calls, null, null), Answered(2, Verb.Calls, Address, Hour(1), "m1"), Asked(3, Verb.New, Role, Address)]);
        path.Select(static step => (step.To, step.Depth)).ShouldBe([(Address, 0), (Role, 1)]);
    }

    private static TimeWindow Hour(int at) => new(Noon.AddHours(at), Noon.AddHours(at + 1));

    private static CaseEvent Asked(long seq, string verb, EntityRef? entity, EntityRef? via) =>
        new(new CaseNumber(1), Noon.AddMinutes(seq), CaseEventKind.Asked, verb) { Seq = seq, Thread = new ThreadId("t"), By = Ana, Verb = verb, Entity = entity, Via = via };

    private static CaseEvent Answered(long seq, string verb, EntityRef entity, TimeWindow window, string message) =>
        new(new CaseNumber(1), Noon.AddMinutes(seq), CaseEventKind.Answered, verb) { Seq = seq, Thread = new ThreadId("t"), Verb = verb, Entity = entity, Window = window, Message = new MessageId(message) };
}
