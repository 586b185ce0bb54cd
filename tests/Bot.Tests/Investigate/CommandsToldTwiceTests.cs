using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Investigate;

/// <summary>Chats tell again what they think was not heard, and jobs run again after a crash: what was asked is done once.</summary>
public sealed class CommandsToldTwiceTests
{
    private static readonly Person Ana = new("slack", "U1", "Ana");
    private static readonly ChannelRef Security = ChannelRef.Web("security");

    [Theory]
    [InlineData("/investigate ip 198.51.100.23")]
    [InlineData("/investigate foo")]
    [InlineData("/investigate help")]
    [InlineData("gibberish")]
    [InlineData("resend 1")]
    public async Task The_second_time_gets_the_first_answer_and_nothing_is_written_again(string text)
    {
        await using var host = await RunningHost.StartAsync();
        var desk = host.Get<CommandDesk>();
        var command = new TypedCommand(Security, null, Ana, text) { Once = "slack:Ev1" };

        var first = await desk.TakeAsync(command, default);
        await host.QuietAsync();
        var audited = (await host.Get<IAuditLog>().ListAsync(100, default)).Count;
        var done = (await host.Get<IJobQueue>().ListAsync(JobState.Sent, 100, default)).Count;
        var again = await desk.TakeAsync(command, default);

        (again.Thread, again.Text).ShouldBe((first.Thread, first.Text));
        again.Choices.ShouldBe(first.Choices);
        await host.QuietAsync();
        (await host.Get<IAuditLog>().ListAsync(100, default)).Count.ShouldBe(audited);
        (await host.Get<IJobQueue>().ListAsync(JobState.Sent, 100, default)).Count.ShouldBe(done);
        audited.ShouldBe(1);
    }

    [Fact]
    public async Task A_press_told_twice_asks_once_and_a_press_of_its_own_asks_again()
    {
        await using var host = await RunningHost.StartAsync();
        var desk = host.Get<CommandDesk>();
        var thread = (await desk.TakeAsync(new TypedCommand(Security, null, Ana, "/investigate ip 198.51.100.23"), default)).Thread!.Value;
        await host.QuietAsync();
        var button = (await host.Get<IThreadStore>().MessagesAsync(thread, default)).SelectMany(static message => Cards.CardButtons.Of(message.Card)).First(static button => button.Action.Verb == Verb.Span);
        foreach (var once in new[] { "a", "a", "b" }) await desk.TakeAsync(new PressedButton(thread, Ana, button.Id!, null) { Once = once }, default);
        (await host.Get<IAuditLog>().ListAsync(100, default)).Count(static entry => entry.Verb == Verb.Span).ShouldBe(2);
    }
}
