using System.Net.ServerSentEvents;

namespace ChatOps.Bot.Channels.Web;

public sealed class RoomEventsTests : IDisposable
{
    private readonly RoomEvents events = new(TimeProvider.System);
    private readonly CancellationTokenSource end = new();

    [Fact]
    public async Task A_page_hears_what_is_published_after_it_came()
    {
        events.Publish("thread", "before");
        await using var page = Listen();
        (await NextAsync(page)).Data.ShouldBe("hello");
        events.Publish("thread", "after");

        (await NextAsync(page)).Data.ShouldBe("after");
    }

    [Fact]
    public async Task A_page_that_comes_back_hears_what_it_missed_in_order()
    {
        var seen = await LastSeenAsync("one");
        events.Publish("message", "two");
        events.Publish("message", "three");
        await using var page = Listen(seen);

        (await NextAsync(page)).Data.ShouldBe("hello");
        (await NextAsync(page)).Data.ShouldBe("two");
        (await NextAsync(page)).Data.ShouldBe("three");
    }

    [Fact]
    public async Task A_page_that_missed_nothing_is_told_nothing()
    {
        await using var page = Listen(await LastSeenAsync("one"));
        await NextAsync(page);
        events.Publish("message", "two");

        (await NextAsync(page)).Data.ShouldBe("two");
    }

    [Theory]
    [InlineData("0-1")]
    [InlineData("nonsense")]
    public async Task A_page_with_an_id_of_another_run_is_told_to_load_again(string lastSeen)
    {
        events.Publish("message", "one");
        await using var page = Listen(lastSeen);
        await NextAsync(page);

        (await NextAsync(page)).EventType.ShouldBe("reload");
    }

    [Fact]
    public async Task A_page_away_for_too_long_is_told_to_load_again()
    {
        var seen = await LastSeenAsync("one");
        for (var i = 0; i <= RoomEvents.Kept; i++) events.Publish("message", $"more {i}");
        await using var page = Listen(seen);
        await NextAsync(page);

        (await NextAsync(page)).EventType.ShouldBe("reload");
    }

    [Fact]
    public async Task A_page_that_reads_too_slowly_loses_events_and_is_told_to_load_again()
    {
        await using var page = Listen();
        await NextAsync(page);
        for (var i = 0; i < RoomEvents.Kept + 10; i++) events.Publish("message", $"{i}");
        for (var i = 0; i < RoomEvents.Kept; i++) (await NextAsync(page)).Data.ShouldBe($"{i}");

        (await NextAsync(page)).EventType.ShouldBe("reload");
        events.Publish("message", "later");
        (await NextAsync(page)).Data.ShouldBe("later");
    }

    [Fact]
    public async Task A_mention_reaches_open_pages_and_is_not_kept()
    {
        var seen = await LastSeenAsync("one");
        events.Mention("status", "now");
        await using var page = Listen(seen);
        await NextAsync(page);
        events.Mention("status", "later");

        var item = await NextAsync(page);
        item.Data.ShouldBe("later");
        item.EventId.ShouldBeNull();
    }

    [Fact]
    public async Task When_the_host_stops_the_stream_ends_without_a_failure()
    {
        await using var page = Listen();
        await NextAsync(page);
        var next = page.MoveNextAsync();
        await end.CancelAsync();

        (await next).ShouldBeFalse();
    }

    public void Dispose() => end.Dispose();

    private IAsyncEnumerator<SseItem<string>> Listen(string? lastSeen = null) => events.ListenAsync(new SseItem<string>("hello", "status"), lastSeen, end.Token).GetAsyncEnumerator();

    private static async Task<SseItem<string>> NextAsync(IAsyncEnumerator<SseItem<string>> page)
    {
        (await page.MoveNextAsync()).ShouldBeTrue();
        return page.Current;
    }

    private async Task<string> LastSeenAsync(string data)
    {
        await using var page = Listen();
        await NextAsync(page);
        events.Publish("message", data);
        return (await NextAsync(page)).EventId.ShouldNotBeNull();
    }
}
