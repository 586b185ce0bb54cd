using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts;

public sealed class AlertDecisionTests
{
    private static readonly ChannelRef Security = ChannelRef.Web("security");
    private static readonly ChannelRef Pager = new("slack", "T1", "C1");
    private static readonly Finding Before = SomeFinding.Item(SomeFinding.Json(1)).Finding;
    private static readonly Finding After = SomeFinding.Item(SomeFinding.Json(1, count: 2, updatedAt: "2026-03-01T10:15:00Z")).Finding;

    [Fact]
    public void A_new_finding_begins_a_thread_in_every_channel_it_is_routed_to() =>
        Decide(DeliveryNovelty.NewFinding, null, [], Calm(Security), Calm(Pager)).ShouldBe([new BeginThread(Security), new BeginThread(Pager)]);

    [Fact]
    public void A_finding_routed_nowhere_is_recorded_only() => Decide(DeliveryNovelty.NewFinding, null, []).ShouldBeEmpty();

    [Fact]
    public void A_repeat_without_news_edits_the_root_and_says_nothing()
    {
        var thread = Thread(Security);
        Decide(DeliveryNovelty.NewerState, FindingNews.Of(After, Before, []), [thread], Calm(Security)).ShouldBe([new UpdateRoot(thread)]);
    }

    [Fact]
    public void A_repeat_with_news_edits_the_root_and_tells()
    {
        var thread = Thread(Security);
        var news = FindingNews.Of(After with { Severity = new Severity(8) }, Before, []);
        Decide(DeliveryNovelty.NewerState, news, [thread], Calm(Security)).ShouldBe([new UpdateRoot(thread), new TellNews(thread, news)]);
    }

    [Fact]
    public void A_repeat_that_fits_a_route_only_now_begins_its_thread() =>
        Decide(DeliveryNovelty.NewerState, FindingNews.Of(After, Before, []), [], Calm(Pager)).ShouldBe([new BeginThread(Pager)]);

    [Fact]
    public void A_redelivery_does_nothing() => Decide(DeliveryNovelty.Redelivery, null, [Thread(Security)], Calm(Pager)).ShouldBeEmpty();

    [Fact]
    public void An_older_delivery_tells_a_new_actor_and_leaves_the_card()
    {
        var thread = Thread(Security);
        var older = Before with { Actors = [new Actor { Address = "203.0.113.9" }] };
        var news = FindingNews.Of(older, After, []);
        var step = AlertDecision.Decide(Entry(DeliveryNovelty.OlderState), older, news, [thread], []).ShouldHaveSingleItem().ShouldBeOfType<TellOlder>();
        step.Actors.ShouldBe(["203.0.113.9"]);
        AlertDecision.Decide(Entry(DeliveryNovelty.OlderState), Before, FindingNews.Of(Before, After, []), [thread], []).ShouldBeEmpty();
    }

    [Fact]
    public void More_new_findings_than_a_channel_may_have_are_summarised()
    {
        var summary = Thread(Pager);
        Decide(DeliveryNovelty.NewFinding, null, [], new ChannelLoad(Pager, 9, 10, null)).ShouldBe([new BeginThread(Pager)]);
        Decide(DeliveryNovelty.NewFinding, null, [], new ChannelLoad(Pager, 10, 10, null)).ShouldBe([new Summarise(Pager, null)]);
        Decide(DeliveryNovelty.NewFinding, null, [], new ChannelLoad(Pager, 11, 10, summary), Calm(Security)).ShouldBe([new Summarise(Pager, summary), new BeginThread(Security)]);
    }

    [Fact]
    public void A_summarised_finding_gets_no_messages()
    {
        var thread = Thread(Pager) with { State = ThreadState.Summarised };
        Decide(DeliveryNovelty.NewerState, FindingNews.Of(After with { Severity = new Severity(8) }, Before, []), [thread], Calm(Pager)).ShouldBe([new UpdateSummarised(thread)]);
    }

    [Fact]
    public void A_thread_opened_elsewhere_is_kept_up_to_date_too()
    {
        var elsewhere = Thread(Pager);
        Decide(DeliveryNovelty.NewerState, FindingNews.Of(After, Before, []), [elsewhere], Calm(Security)).ShouldBe([new UpdateRoot(elsewhere), new BeginThread(Security)]);
    }

    private static IReadOnlyList<AlertStep> Decide(DeliveryNovelty novelty, FindingNews? news, IReadOnlyList<InvestigationThread> threads, params ChannelLoad[] routed) =>
        AlertDecision.Decide(Entry(novelty), After, news, threads, [.. routed.Where(load => threads.All(thread => thread.Channel != load.Channel))]);

    private static LedgerEntry Entry(DeliveryNovelty novelty) => new(novelty, After, novelty == DeliveryNovelty.NewFinding ? null : Before);

    private static ChannelLoad Calm(ChannelRef channel) => new(channel, 0, null, null);

    private static InvestigationThread Thread(ChannelRef channel) => new()
    {
        Id = new ThreadId("t" + channel.Channel),
        Channel = channel,
        Finding = Before.Id,
        Title = Before.Title,
        State = ThreadState.Open,
        CreatedAt = Before.CreatedAt,
        UpdatedAt = Before.UpdatedAt,
    };
}
